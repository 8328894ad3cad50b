#include "services/import/csv_reader.h"

#include <csv.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "proto/base/check.h"
#include "proto/base/limits.h"

namespace anchorledger::importing {
namespace {

constexpr std::size_t kBlockBytes = 256U << 10;

// Grows a value's buffer up to the bound only; libcsv reports a refusal as CSV_ENOMEM.
void* BoundedRealloc(void* memory, std::size_t bytes) {
  if (bytes > base::kCsvFieldBytesMax) return nullptr;
  return std::realloc(memory, bytes);
}

// Line ends inside a value: CRLF counts once.
std::uint64_t LineEnds(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'))) ++count;
  }
  return count;
}

base::Status Unreadable(std::uint64_t line, std::string_view what) {
  return base::MakeError(
      base::ErrorReason::kFieldInvalid,
      "the file cannot be read beyond line " + std::to_string(line) + ": " + std::string(what),
      {{"line", std::to_string(line)}});
}

}  // namespace

// Drives libcsv and keeps the rows that a block completed. The text of all of them lies in one
// string; the beginning of an unfinished row is moved to the front before the next block.
class CsvReader::Parser {
 public:
  explicit Parser(const CsvDialect& dialect) {
    AL_CHECK(csv_init(&csv_, CSV_REPALL_NL) == 0);
    csv_set_delim(&csv_, static_cast<unsigned char>(dialect.delimiter));
    csv_set_quote(&csv_, static_cast<unsigned char>(dialect.quote));
    csv_set_realloc_func(&csv_, &BoundedRealloc);
    csv_set_blk_size(&csv_, 4096);
  }
  ~Parser() { csv_free(&csv_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // Forgets the finished rows, keeps the unfinished one.
  void DropFinishedRows() {
    if (rows_.empty()) return;
    const Mark& last = rows_.back();
    const std::size_t text_done = last.text_end;
    text_.erase(0, text_done);
    ends_.erase(ends_.begin(), ends_.begin() + static_cast<std::ptrdiff_t>(last.field_end));
    for (std::size_t& end : ends_) end -= text_done;
    rows_.clear();
    row_field_begin_ = 0;
    row_text_begin_ = 0;
  }

  base::Status Feed(std::string_view text) {
    const std::size_t taken =
        csv_parse(&csv_, text.data(), text.size(), &Parser::OnField, &Parser::OnRow, this);
    if (taken != text.size()) return TooLong();
    if (row_too_large_) {
      return Unreadable(row_line_, "the row is too long or has too many columns");
    }
    return absl::OkStatus();
  }

  base::Status Finish() {
    // Strict from here on: only then an open quote is an error, and only here it matters.
    csv_set_opts(&csv_, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&csv_, &Parser::OnField, &Parser::OnRow, this) != 0) {
      return Unreadable(row_open_ ? row_line_ : line_,
                        "a quote is opened in the row that begins here and never closed");
    }
    return absl::OkStatus();
  }

  std::size_t row_count() const { return rows_.size(); }

  void GetRow(std::size_t index, std::vector<std::string_view>& fields, CsvRow& row) const {
    const std::size_t first = index == 0 ? 0 : rows_[index - 1].field_end;
    std::size_t begin = first == 0 ? 0 : ends_[first - 1];
    fields.clear();
    for (std::size_t at = first; at < rows_[index].field_end; ++at) {
      fields.emplace_back(text_.data() + begin, ends_[at] - begin);
      begin = ends_[at];
    }
    row.line = rows_[index].line;
    row.fields = fields;
  }

  void AddSkippedLine() { ++line_; }

 private:
  struct Mark {
    std::uint64_t line;
    std::size_t field_end;  // index after its last field
    std::size_t text_end;
  };

  static void OnField(void* data, std::size_t size, void* self) {
    static_cast<Parser*>(self)->AddField({static_cast<const char*>(data), size});
  }
  static void OnRow(int terminator, void* self) { static_cast<Parser*>(self)->EndRow(terminator); }

  void AddField(std::string_view field) {
    if (!row_open_) {
      row_open_ = true;
      row_line_ = line_;
    }
    after_cr_ = false;
    line_ += LineEnds(field);
    if (text_.size() + field.size() - row_text_begin_ > base::kCsvRowBytesMax ||
        ends_.size() - row_field_begin_ >= base::kCsvColumnsMax) {
      row_too_large_ = true;
      return;
    }
    text_.append(field);
    ends_.push_back(text_.size());
  }

  void EndRow(int terminator) {
    if (row_open_) {
      row_open_ = false;
      if (text_.size() == row_text_begin_) {  // nothing but delimiters
        ends_.resize(row_field_begin_);
      } else {
        rows_.push_back({row_line_, ends_.size(), text_.size()});
        row_field_begin_ = ends_.size();
        row_text_begin_ = text_.size();
      }
    }
    if (terminator == '\n' && after_cr_) {  // the second half of CRLF
      after_cr_ = false;
      return;
    }
    after_cr_ = terminator == '\r';
    if (terminator >= 0) ++line_;
  }

  base::Status TooLong() const {
    return Unreadable(row_open_ ? row_line_ : line_, "a value is longer than " +
                                                         std::to_string(base::kCsvFieldBytesMax) +
                                                         " bytes; a quote may not be closed");
  }

  csv_parser csv_{};
  std::string text_;               // all fields, one after the other
  std::vector<std::size_t> ends_;  // of each field in text_
  std::vector<Mark> rows_;
  std::size_t row_field_begin_ = 0;
  std::size_t row_text_begin_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  bool row_open_ = false;
  bool after_cr_ = false;
  bool row_too_large_ = false;
};

CsvReader::CsvReader(ByteSource& source, const CsvDialect& dialect)
    : source_(source),
      dialect_(dialect),
      parser_(std::make_unique<Parser>(dialect)),
      buffer_(kBlockBytes),
      lines_to_skip_(dialect.skip_lines) {}

CsvReader::~CsvReader() = default;

base::StatusOr<bool> CsvReader::Next(CsvRow& row) {
  while (next_row_ == parser_->row_count()) {
    if (at_end_) return false;
    parser_->DropFinishedRows();
    next_row_ = 0;
    AL_RETURN_IF_ERROR(ReadMore());
  }
  parser_->GetRow(next_row_++, fields_, row);
  return true;
}

base::Status CsvReader::ReadMore() {
  AL_ASSIGN_OR_RETURN(std::size_t size, source_.Read(buffer_));
  constexpr std::size_t kByteOrderMarkBytes = 3;
  while (at_start_ && size > 0 && size < kByteOrderMarkBytes) {
    AL_ASSIGN_OR_RETURN(const std::size_t more, source_.Read(std::span(buffer_).subspan(size)));
    if (more == 0) break;
    size += more;
  }
  if (size == 0) {
    at_end_ = true;
    return parser_->Finish();
  }
  bytes_read_ += size;
  std::string_view text(buffer_.data(), size);
  if (std::exchange(at_start_, false)) text.remove_prefix(ByteOrderMarkLength(text));
  if (dialect_.encoding == Encoding::kWindows1252) {
    decoded_.clear();
    AppendWindows1252(text, decoded_);
    text = decoded_;
  }
  return parser_->Feed(WithoutSkippedLines(text));
}

std::string_view CsvReader::WithoutSkippedLines(std::string_view text) {
  while (lines_to_skip_ > 0) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
    --lines_to_skip_;
    parser_->AddSkippedLine();
  }
  return text;
}

bool IsSeparatorLine(std::string_view line) {
  while (line.ends_with('\r') || line.ends_with('\n')) line.remove_suffix(1);
  return line.size() == 5 && line.starts_with("sep=");
}

char DetectDelimiter(std::string_view sample, char quote) {
  constexpr std::string_view kCandidates = ",;\t|";
  constexpr std::size_t kLines = 50;
  const std::string_view first = sample.substr(0, sample.find('\n'));
  if (IsSeparatorLine(first)) return first[4];
  char best = ',';
  std::size_t best_score = 0;
  for (const char candidate : kCandidates) {
    std::vector<std::size_t> counts{0};  // delimiters of each complete line
    bool quoted = false;
    for (const char byte : sample) {
      if (byte == quote) quoted = !quoted;
      if (quoted) continue;
      if (byte == candidate) ++counts.back();
      if (byte == '\n') counts.push_back(0);
      if (counts.size() > kLines) break;
    }
    if (counts.size() > 1) counts.pop_back();
    if (counts.front() == 0) continue;
    const auto alike =
        static_cast<std::size_t>(std::count(counts.begin(), counts.end(), counts.front()));
    const std::size_t score = alike * 1000 + std::min<std::size_t>(counts.front(), 999);
    if (score > best_score) {
      best_score = score;
      best = candidate;
    }
  }
  return best;
}

void AppendCsvRow(std::span<const std::string_view> fields, std::string& out) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!std::exchange(first, false)) out.push_back(',');
    const bool outer_blank = !field.empty() && (field.front() == ' ' || field.front() == '\t' ||
                                                field.back() == ' ' || field.back() == '\t');
    if (!outer_blank && field.find_first_of(",\"\r\n") == std::string_view::npos) {
      out.append(field);
      continue;
    }
    out.push_back('"');
    for (const char byte : field) {
      if (byte == '"') out.push_back('"');
      out.push_back(byte);
    }
    out.push_back('"');
  }
  out.push_back('\n');
}

}  // namespace anchorledger::importing
