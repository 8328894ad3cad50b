#include "clients/cli/output/report.h"

#include <algorithm>

#include "proto/base/check.h"
#include "proto/base/money.h"
#include "proto/base/ratio.h"

namespace anchorledger::cli {

std::optional<OutputFormat> ParseOutputFormat(std::string_view word) {
  if (word == "table") return OutputFormat::kTable;
  if (word == "json") return OutputFormat::kJson;
  if (word == "csv") return OutputFormat::kCsv;
  return std::nullopt;
}

std::string GroupDigits(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string GroupDecimal(const std::string& decimal) {
  const std::size_t first = decimal.starts_with("-") ? 1 : 0;
  std::size_t end = first;
  while (end < decimal.size() && decimal[end] >= '0' && decimal[end] <= '9') ++end;
  std::string grouped = decimal;
  for (std::size_t at = end; at > first + 3; at -= 3) grouped.insert(at - 3, ",");
  return grouped;
}

Cell TextCell(std::string_view text) { return {Json(std::string(text)), std::string(text)}; }

Cell NoCell() { return {nullptr, ""}; }

Cell CountCell(std::int64_t count) { return {Json(count), GroupDigits(count)}; }

Cell MoneyCell(std::int64_t minor, std::string_view currency) {
  const auto known = base::ParseCurrency(currency);
  if (!known.ok()) return {Json(minor), GroupDigits(minor)};
  return {Json(minor), base::FormatMoney({minor, *known})};
}

std::string FormatPercent(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return "undefined";
  const absl::int128 hundredths =
      base::RoundDiv(absl::int128(numerator) * 10'000, absl::int128(denominator));
  return base::FormatMinor(static_cast<std::int64_t>(hundredths), 2) + " %";
}

std::size_t DisplayWidth(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;  // not a continuation byte
  }));
}

std::string CsvField(std::string_view text) {
  std::string field(text);
  const bool formula =
      !field.empty() && std::string_view("=+@\t\r").find(field[0]) != std::string_view::npos;
  if (formula) field.insert(0, "'");
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char byte : field) quoted += byte == '"' ? "\"\"" : std::string(1, byte);
  return quoted + "\"";
}

void Report::AddRow(std::vector<Cell> row) {
  AL_CHECK(row.size() == columns_.size());
  rows_.push_back(std::move(row));
}

void Report::SetJsonEnvelope(std::string rows_key, Json members) {
  rows_key_ = std::move(rows_key);
  envelope_ = std::move(members);
}

Json Report::ToJson() const {
  Json rows = Json::array();
  for (const auto& row : rows_) {
    Json object = Json::object();
    for (std::size_t i = 0; i < columns_.size(); ++i) object[columns_[i].key] = row[i].value;
    rows.push_back(std::move(object));
  }
  if (rows_key_.empty()) return rows;
  Json answer = envelope_;
  answer[rows_key_] = std::move(rows);
  return answer;
}

void Report::Write(OutputFormat format, std::ostream& out) const {
  switch (format) {
    case OutputFormat::kTable:
      WriteTable(out);
      break;
    case OutputFormat::kJson:
      out << ToJson().dump(2) << "\n";
      break;
    case OutputFormat::kCsv:
      WriteCsv(out);
      break;
  }
}

namespace {

void WriteAligned(std::ostream& out, std::string_view text, std::size_t width, Alignment alignment,
                  bool last) {
  const std::string blanks(width - DisplayWidth(text), ' ');
  if (alignment == Alignment::kRight) {
    out << blanks << text;
  } else {
    out << text << (last ? "" : blanks);
  }
  out << (last ? "\n" : "  ");
}

}  // namespace

void Report::WriteTable(std::ostream& out) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = DisplayWidth(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, DisplayWidth(row[i].text));
    for (const auto& totals : totals_) width = std::max(width, DisplayWidth(totals[i]));
    widths.push_back(width);
  }
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].in_table) shown.push_back(i);
  }
  const auto line = [&](auto&& text_of) {
    for (const std::size_t i : shown) {
      WriteAligned(out, text_of(i), widths[i], columns_[i].alignment, i == shown.back());
    }
  };
  const auto rule = [&] { line([&](std::size_t i) { return std::string(widths[i], '-'); }); };
  line([&](std::size_t i) -> const std::string& { return columns_[i].title; });
  rule();
  for (const auto& row : rows_)
    line([&](std::size_t i) -> const std::string& { return row[i].text; });
  if (!totals_.empty()) rule();
  for (const auto& totals : totals_) {
    line([&](std::size_t i) -> const std::string& { return totals[i]; });
  }
  for (const auto& note : notes_) out << note << "\n";
}

void Report::WriteCsv(std::ostream& out) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    out << (i == 0 ? "" : ",") << CsvField(columns_[i].key);
  }
  out << "\r\n";
  WriteCsvRows(out);
}

void Report::WriteCsvRows(std::ostream& out) const {
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Json& value = row[i].value;
      const std::string text = value.is_null()     ? ""
                               : value.is_string() ? value.get<std::string>()
                                                   : value.dump();
      out << (i == 0 ? "" : ",") << (value.is_string() ? CsvField(text) : text);
    }
    out << "\r\n";
  }
}

}  // namespace anchorledger::cli
