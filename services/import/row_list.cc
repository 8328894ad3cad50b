#include "services/import/row_list.h"

#include <utility>

#include "services/import/csv_reader.h"

namespace anchorledger::importing {
base::StatusOr<std::unique_ptr<RowListWriter>> RowListWriter::Create(
    const std::string& path, std::span<const std::string> columns) {
  AL_ASSIGN_OR_RETURN(auto file, RecordWriter::Create(path));
  std::unique_ptr<RowListWriter> writer(new RowListWriter(std::move(file)));
  std::string record;
  PutNumber(columns.size(), 4, record);
  for (const std::string& column : columns) PutText(column, record);
  AL_RETURN_IF_ERROR(writer->file_->Add(record));
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
  ++count_;
  return file_->Add(record);
}

base::StatusOr<std::unique_ptr<RowListReader>> RowListReader::Open(const std::string& path) {
  AL_ASSIGN_OR_RETURN(auto file, RecordReader::Open(path));
  std::unique_ptr<RowListReader> reader(new RowListReader(std::move(file)));
  std::string record;
  AL_ASSIGN_OR_RETURN(const bool found, reader->file_->Next(record));
  if (!found) return base::MakeError(base::ErrorReason::kNotFound, "the list has no beginning");
  RecordCutter cutter(record);
  const std::uint64_t count = cutter.Number(4);
  for (std::uint64_t at = 0; at < count && cutter.ok(); ++at) {
    reader->columns_.push_back(cutter.Text());
  }
  reader->first_row_ = reader->offset();
  return reader;
}

void RowListReader::Seek(std::uint64_t offset) { file_->Seek(offset == 0 ? first_row_ : offset); }

base::StatusOr<bool> RowListReader::Next(NotedRow& row) {
  std::string record;
  AL_ASSIGN_OR_RETURN(const bool found, file_->Next(record));
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
  if (!cutter.ok()) return NoRecordHere();
  return true;
}

void AppendListHeader(std::span<const std::string> columns, std::string& csv) {
  std::vector<std::string_view> names(columns.begin(), columns.end());
  names.insert(names.end(), {"line", "column", "code", "message", "further_values"});
  AppendCsvRow(names, csv);
}

void AppendListRow(std::size_t column_count, const NotedRow& row, std::string& csv) {
  std::vector<std::string_view> values(row.values.begin(), row.values.end());
  std::string further;
  if (values.size() > column_count) {
    AppendCsvRow(std::span(values).subspan(column_count), further);
    further.pop_back();  // the end of its line
  }
  values.resize(column_count);  // a row may also be too short
  const std::string line = row.line == 0 ? std::string() : std::to_string(row.line);
  values.insert(values.end(),
                {line, row.problem.column, row.problem.code, row.problem.message, further});
  AppendCsvRow(values, csv);
}

}  // namespace anchorledger::importing
