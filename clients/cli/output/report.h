#pragma once
// What a command answers with, independent of how it is shown.
//
// A report is a table with typed columns. For people it becomes aligned text (money and counts to
// the right, an optional line of totals); for programs it becomes JSON or CSV, in which money stays
// in minor units and dates are ISO 8601.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace anchorledger::cli {

using Json = nlohmann::ordered_json;

enum class OutputFormat { kTable, kJson, kCsv };

// Says "table", "json" or "csv"; nothing for any other word.
std::optional<OutputFormat> ParseOutputFormat(std::string_view word);

enum class Alignment { kLeft, kRight };

struct Column {
  std::string key;    // name in JSON and CSV
  std::string title;  // heading for people
  Alignment alignment = Alignment::kLeft;
  bool in_table = true;  // false: only JSON and CSV have it, such as the currency of an amount
};

// One value: what a program reads and what a person reads.
struct Cell {
  Json value;
  std::string text;
};

Cell TextCell(std::string_view text);
// Nothing known: null for JSON, empty else.
Cell NoCell();
// A count with thousands separators for people.
Cell CountCell(std::int64_t count);
// Minor units for programs, "1,234.56 USD" for people. Without a currency the number
// alone, which is 0 in sums of nothing.
Cell MoneyCell(std::int64_t minor, std::string_view currency);
// A ratio as a percentage with two decimals for people, rounded half away from zero.
std::string FormatPercent(std::int64_t numerator, std::int64_t denominator);
// Groups the digits of a whole number: -1234567 becomes "-1,234,567".
std::string GroupDigits(std::int64_t number);

// The same of decimal text: "60054.00" becomes "60,054.00".
std::string GroupDecimal(const std::string& decimal);

class Report {
 public:
  explicit Report(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Adds a row; it must hold one cell a column.
  void AddRow(std::vector<Cell> row);
  // A last line of the table for people; JSON and CSV do not repeat it.
  void AddTotals(std::vector<std::string> totals) { totals_.push_back(std::move(totals)); }
  // A line below the table for people, such as "14 of 120; next page: ...".
  void AddNote(std::string note) { notes_.push_back(std::move(note)); }
  // Members beside the rows in JSON, such as a page token; the rows stand under `rows_key`.
  void SetJsonEnvelope(std::string rows_key, Json members);

  std::size_t size() const { return rows_.size(); }
  Json ToJson() const;
  void Write(OutputFormat format, std::ostream& out) const;
  // The rows as CSV without the line of names, to go on with one that is there.
  void WriteCsvRows(std::ostream& out) const;

 private:
  void WriteTable(std::ostream& out) const;
  void WriteCsv(std::ostream& out) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::vector<std::string>> totals_;
  std::vector<std::string> notes_;
  std::string rows_key_;
  Json envelope_ = Json::object();
};

// Width of UTF-8 text on a terminal, one column a code point.
std::size_t DisplayWidth(std::string_view text);
// A CSV field: quoted when needed; a leading formula character is neutralised with an apostrophe.
std::string CsvField(std::string_view text);

}  // namespace anchorledger::cli
