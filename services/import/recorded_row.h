// What the ledger has of a row, as people read it: the fields of its events as text, in columns.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/base/status.h"
#include "services/import/prior_row.h"
#include "storage/log/log_types.h"

namespace anchorledger::importing {

// The text of rows that an earlier file had. The ledger keeps the facts of a row and not the line
// that it was, so columns are named as the fields of events are: "amount", "business_geo". Three
// come first: the ids of the row's events that are in force ("<log id>-<position>", with which they
// can be found and voided), the imports that recorded them, and their types. Next to the id of an
// organisation stands its name, as "supplier_name".
//
// A list has the columns that any of its rows needs, so all are noted before it is written.
// Not thread-safe.
class RecordedRowText {
 public:
  RecordedRowText(storage::LogId log, StreamReader streams)
      : log_(storage::FormatLogId(log)), streams_(std::move(streams)) {}

  void Note(const PriorRow& row);
  std::vector<std::string> Columns() const;
  // One value a column, as imports have said it last. Where events of a row differ in a field,
  // their values stand one after the other. Errors are those of reading streams.
  base::StatusOr<std::vector<std::string>> ValuesOf(const PriorRow& row,
                                                    const std::vector<std::string>& columns) const;
  // The first event of the row that is told of; 0 when a person has taken them all out.
  static base::Position FirstEventOf(const PriorRow& row);

 private:
  base::StatusOr<std::string> NameOf(std::string_view id) const;

  const std::string log_;
  const StreamReader streams_;
  std::set<std::pair<int, std::string>> fields_;  // type and path of fields that have a value
};

}  // namespace anchorledger::importing
