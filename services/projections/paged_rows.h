// A numbered table in rows: so many numbers a row, the last row rewritten as it fills.
//   key   = table byte, number of the row as 4 bytes big-endian
//   value = the packed items
#pragma once

#include <cstdint>
#include <string>

#include "services/projections/packed_bytes.h"
#include "services/projections/row_store.h"

namespace anchorledger::projections {

// Writes the rows that hold items written .. size-1, counted from 0, and counts them as written.
// pack(index, out) appends one item.
template <class Pack>
void FlushPages(char table, std::uint32_t page_items, std::uint32_t size, std::uint32_t& written,
                Pack pack, RowChanges& changes) {
  for (std::uint32_t page = written / page_items; page * page_items < size && written < size;
       ++page) {
    std::string key(1, table);
    PackKey32(page, key);
    std::string row;
    for (std::uint32_t i = page * page_items; i < size && i < (page + 1) * page_items; ++i) {
      pack(i, row);
    }
    changes.puts.emplace_back(std::move(key), std::move(row));
  }
  written = size;
}

// Reads the whole table; unpack(Unpacker&) takes one item.
template <class Unpack>
base::Status LoadPages(char table, const RowStore& rows, Unpack unpack) {
  bool failed = false;
  AL_RETURN_IF_ERROR(rows.Scan(std::string(1, table), [&](std::string_view, std::string_view row) {
    Unpacker bytes(row);
    while (!bytes.done() && !bytes.failed()) unpack(bytes);
    failed = failed || bytes.failed();
    return !failed;
  }));
  if (!failed) return base::Status();
  return base::MakeError(base::ErrorReason::kDataCorrupt,
                         std::string("table '") + table + "' of a projection does not parse");
}

}  // namespace anchorledger::projections
