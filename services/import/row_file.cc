#include "services/import/row_file.h"

#include <array>
#include <string_view>
#include <utility>

#include "services/import/text_decoder.h"
#include "services/import/value_parser.h"

namespace anchorledger::importing {
namespace {

constexpr std::size_t kSampleBytes = 64U << 10;

base::StatusOr<std::string> ReadSample(SpoolFile& file) {
  std::string sample(kSampleBytes, '\0');
  file.Seek(0);
  AL_ASSIGN_OR_RETURN(const std::size_t size, file.Read(sample));
  sample.resize(size);
  return sample;
}

base::StatusOr<Encoding> FindEncoding(SpoolFile& file, const CompiledFormat& format,
                                      std::string_view sample) {
  if (format.text == CompiledFormat::Text::kUtf8) return Encoding::kUtf8;
  if (ByteOrderMarkLength(sample) > 0) return Encoding::kUtf8;
  if (format.text == CompiledFormat::Text::kWindows1252) return Encoding::kWindows1252;
  Utf8Validator validator;
  std::vector<char> buffer(1U << 20);
  file.Seek(0);
  while (true) {
    AL_ASSIGN_OR_RETURN(const std::size_t size, file.Read(buffer));
    if (size == 0) break;
    validator.Update({buffer.data(), size});
  }
  return validator.valid() ? Encoding::kUtf8 : Encoding::kWindows1252;
}

base::StatusOr<CsvDialect> FindDialect(SpoolFile& file, const CompiledFormat& format) {
  AL_ASSIGN_OR_RETURN(const std::string whole_sample, ReadSample(file));
  if (BeginsAsUtf16(whole_sample)) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "the file is UTF-16 (\"Unicode text\"); save it as CSV in UTF-8");
  }
  CsvDialect dialect;
  AL_ASSIGN_OR_RETURN(dialect.encoding, FindEncoding(file, format, whole_sample));
  dialect.quote = format.quote;
  dialect.skip_lines = format.skip_lines;
  std::string_view sample = whole_sample;
  sample.remove_prefix(ByteOrderMarkLength(sample));
  for (std::uint32_t at = 0; at < format.skip_lines; ++at) {
    const std::size_t end = sample.find('\n');
    sample.remove_prefix(end == std::string_view::npos ? sample.size() : end + 1);
  }
  dialect.delimiter =
      format.delimiter != '\0' ? format.delimiter : DetectDelimiter(sample, format.quote);
  if (IsSeparatorLine(sample.substr(0, sample.find('\n')))) ++dialect.skip_lines;
  return dialect;
}

}  // namespace

base::StatusOr<std::unique_ptr<RowFile>> RowFile::OpenAtNames(const std::string& path,
                                                              const CompiledFormat& format) {
  AL_ASSIGN_OR_RETURN(auto file, SpoolFile::Open(path, SpoolFile::Mode::kRead));
  AL_ASSIGN_OR_RETURN(const CsvDialect dialect, FindDialect(*file, format));
  std::unique_ptr<RowFile> rows(new RowFile(std::move(file), dialect, format.columns.empty()));
  rows->file_->Seek(0);
  rows->reader_ = std::make_unique<CsvReader>(*rows->file_, dialect);
  return rows;
}

base::StatusOr<std::unique_ptr<RowFile>> RowFile::Open(const std::string& path,
                                                       const CompiledFormat& format) {
  AL_ASSIGN_OR_RETURN(auto rows, OpenAtNames(path, format));
  if (format.columns.empty()) {
    AL_RETURN_IF_ERROR(rows->ReadNames());
  } else {
    rows->columns_ = format.columns;
  }
  return rows;
}

base::Status RowFile::ReadNames() {
  CsvRow row;
  AL_ASSIGN_OR_RETURN(const bool found, reader_->Next(row));
  if (!found) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "the file has no row, not even one with the names of its columns");
  }
  columns_.clear();
  for (const std::string_view name : row.fields) columns_.emplace_back(TrimBlanks(name));
  return absl::OkStatus();
}

base::Status RowFile::Rewind() {
  file_->Seek(0);
  reader_ = std::make_unique<CsvReader>(*file_, dialect_);
  return first_row_is_names_ ? ReadNames() : absl::OkStatus();
}

}  // namespace anchorledger::importing
