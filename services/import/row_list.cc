#include "services/import/row_list.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "proto/base/limits.h"
#include "services/import/csv_reader.h"

namespace anchorledger::importing {
namespace {

constexpr std::size_t kHeldBytesMax = 256U << 10;
constexpr std::size_t kRecordBytesMax = 4 * base::kCsvRowBytesMax;

void PutNumber(std::uint64_t number, int bytes, std::string& out) {
  for (int at = 0; at < bytes; ++at) {
    out.push_back(static_cast<char>((number >> (8 * at)) & 0xffU));
  }
}

void PutText(std::string_view text, std::string& out) {
  PutNumber(text.size(), 4, out);
  out.append(text);
}

// Takes numbers and texts off the front of a record; `ok` is false once it was too short.
class RecordCutter {
 public:
  explicit RecordCutter(std::string_view rest) : rest_(rest) {}

  std::uint64_t Number(std::size_t bytes) {
    if (rest_.size() < bytes) ok_ = false;
    if (!ok_) return 0;
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < bytes; ++at) {
      number |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[at])) << (8 * at);
    }
    rest_.remove_prefix(bytes);
    return number;
  }
  std::string Text() {
    const auto size = static_cast<std::size_t>(Number(4));
    if (rest_.size() < size) ok_ = false;
    if (!ok_) return {};
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

base::Status NoRowHere() {
  return base::MakeError(base::ErrorReason::kFieldInvalid, "no row begins at this offset");
}

}  // namespace

base::StatusOr<std::unique_ptr<RowListWriter>> RowListWriter::Create(
    const std::string& path, std::span<const std::string> columns) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  AL_ASSIGN_OR_RETURN(auto file, SpoolFile::Open(path, SpoolFile::Mode::kAppend));
  std::unique_ptr<RowListWriter> writer(new RowListWriter(std::move(file)));
  std::string record;
  PutNumber(columns.size(), 4, record);
  for (const std::string& column : columns) PutText(column, record);
  PutText(record, writer->held_);
  AL_RETURN_IF_ERROR(writer->Flush());
  return writer;
}

base::Status RowListWriter::Add(const NotedRow& row) {
  std::string record;
  PutNumber(row.line, 8, record);
  PutNumber(row.position, 8, record);
  PutText(row.problem.code, record);
  PutText(row.problem.column, record);
  PutText(row.problem.message, record);
  PutNumber(row.values.size(), 4, record);
  for (const std::string& value : row.values) PutText(value, record);
  PutText(record, held_);
  ++count_;
  return held_.size() < kHeldBytesMax ? absl::OkStatus() : Flush();
}

base::Status RowListWriter::Flush() {
  AL_RETURN_IF_ERROR(file_->Append(held_));
  held_.clear();
  return absl::OkStatus();
}

base::StatusOr<std::unique_ptr<RowListReader>> RowListReader::Open(const std::string& path) {
  AL_ASSIGN_OR_RETURN(auto file, SpoolFile::Open(path, SpoolFile::Mode::kRead));
  std::unique_ptr<RowListReader> reader(new RowListReader(std::move(file)));
  std::string record;
  AL_ASSIGN_OR_RETURN(const bool found, reader->ReadRecord(record));
  if (!found) return base::MakeError(base::ErrorReason::kNotFound, "the list has no beginning");
  RecordCutter cutter(record);
  const std::uint64_t count = cutter.Number(4);
  for (std::uint64_t at = 0; at < count && cutter.ok(); ++at) {
    reader->columns_.push_back(cutter.Text());
  }
  reader->first_row_ = reader->offset_;
  return reader;
}

void RowListReader::Seek(std::uint64_t offset) { offset_ = offset == 0 ? first_row_ : offset; }

base::StatusOr<bool> RowListReader::Next(NotedRow& row) {
  std::string record;
  AL_ASSIGN_OR_RETURN(const bool found, ReadRecord(record));
  if (!found) return false;
  RecordCutter cutter(record);
  row.line = cutter.Number(8);
  row.position = cutter.Number(8);
  row.problem.code = cutter.Text();
  row.problem.column = cutter.Text();
  row.problem.message = cutter.Text();
  const std::uint64_t count = cutter.Number(4);
  row.values.clear();
  for (std::uint64_t at = 0; at < count && cutter.ok(); ++at) row.values.push_back(cutter.Text());
  if (!cutter.ok()) return NoRowHere();
  return true;
}

base::StatusOr<bool> RowListReader::ReadRecord(std::string& bytes) {
  char head[4] = {};
  file_->Seek(offset_);
  AL_ASSIGN_OR_RETURN(const std::size_t head_size, file_->Read(head));
  if (head_size == 0) return false;
  const auto size =
      static_cast<std::size_t>(RecordCutter(std::string_view(head, head_size)).Number(4));
  if (head_size != sizeof(head) || size > kRecordBytesMax) return NoRowHere();
  bytes.resize(size);
  std::size_t have = 0;
  while (have < size) {
    AL_ASSIGN_OR_RETURN(const std::size_t more, file_->Read(std::span(bytes).subspan(have)));
    if (more == 0) return NoRowHere();
    have += more;
  }
  offset_ += sizeof(head) + size;
  return true;
}

void AppendListHeader(std::span<const std::string> columns, std::string& csv) {
  std::vector<std::string_view> names(columns.begin(), columns.end());
  names.insert(names.end(), {"line", "column", "code", "message"});
  AppendCsvRow(names, csv);
}

void AppendListRow(std::size_t column_count, const NotedRow& row, std::string& csv) {
  std::vector<std::string_view> values(row.values.begin(), row.values.end());
  values.resize(column_count);  // also for rows that are too short or too long
  const std::string line = std::to_string(row.line);
  values.insert(values.end(), {line, row.problem.column, row.problem.code, row.problem.message});
  AppendCsvRow(values, csv);
}

}  // namespace anchorledger::importing
