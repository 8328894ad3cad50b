#include "services/import/row_block.h"

#include <span>

namespace anchorledger::importing {
namespace {

// Rows enough that handing a block over costs nothing, few enough that a block is soon ready.
constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kBlockTextBytes = 1U << 20;

}  // namespace

void RowBlock::Add(const CsvRow& csv) {
  for (const std::string_view field : csv.fields) {
    text_.append(field);
    ends_.push_back(text_.size());
  }
  Row& row = rows_.emplace_back();
  row.line = csv.line;
  row.fields_end = ends_.size();
}

void RowBlock::Close() {
  fields_.reserve(ends_.size());
  std::size_t begin = 0;
  for (const std::size_t field_end : ends_) {
    fields_.emplace_back(text_.data() + begin, field_end - begin);
    begin = field_end;
  }
}

bool RowBlock::IsFull() const {
  return rows_.size() >= kBlockRows || text_.size() >= kBlockTextBytes;
}

CsvRow RowBlock::csv(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : rows_[index - 1].fields_end;
  return {rows_[index].line, std::span(fields_).subspan(begin, rows_[index].fields_end - begin)};
}

}  // namespace anchorledger::importing
