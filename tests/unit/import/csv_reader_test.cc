#include "services/import/csv_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "proto/base/limits.h"
#include "tests/support/import/text_source.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::importing {
namespace {

using testing::TextSource;

struct ReadRow {
  std::uint64_t line = 0;
  std::vector<std::string> fields;
  bool operator==(const ReadRow&) const = default;
};

std::ostream& operator<<(std::ostream& out, const ReadRow& row) {
  out << row.line << ":";
  for (const std::string& field : row.fields) out << "[" << field << "]";
  return out;
}

base::StatusOr<std::vector<ReadRow>> ReadAll(const std::string& text, const CsvDialect& dialect,
                                             std::size_t piece_bytes) {
  TextSource source(text, piece_bytes);
  CsvReader reader(source, dialect);
  std::vector<ReadRow> rows;
  CsvRow row;
  while (true) {
    AL_ASSIGN_OR_RETURN(const bool more, reader.Next(row));
    if (!more) return rows;
    rows.push_back({row.line, {row.fields.begin(), row.fields.end()}});
  }
}

struct Example {
  std::string text;
  std::vector<ReadRow> rows;
};

TEST_CASE("rows, values and line numbers come out as they stand in the file") {
  const Example example = GENERATE(values<Example>({
      {"", {}},
      {"a", {{1, {"a"}}}},
      {"a,b\n", {{1, {"a", "b"}}}},
      {"a,b\r\nc,d\r\n", {{1, {"a", "b"}}, {2, {"c", "d"}}}},
      {"a\rb\rc", {{1, {"a"}}, {2, {"b"}}, {3, {"c"}}}},
      {"a,,b\n", {{1, {"a", "", "b"}}}},
      {",a\n", {{1, {"", "a"}}}},
      {"a,\n", {{1, {"a", ""}}}},
      {"\n\na\n\nb\n", {{3, {"a"}}, {5, {"b"}}}},
      {"\r\n\r\na\r\n", {{3, {"a"}}}},
      {",,,\na,b\n,,\n", {{2, {"a", "b"}}}},
      {"\"a,b\",c\n", {{1, {"a,b", "c"}}}},
      {"\"say \"\"hello\"\"\",x\n", {{1, {"say \"hello\"", "x"}}}},
      {"\"two\nlines\",x\ny,z\n", {{1, {"two\nlines", "x"}}, {3, {"y", "z"}}}},
      {"\"two\r\nlines\",x\r\ny,z\r\n", {{1, {"two\r\nlines", "x"}}, {3, {"y", "z"}}}},
      {"\"\",x\n", {{1, {"", "x"}}}},
      {"  a b  ,\"  c  \"\n", {{1, {"a b", "  c  "}}}},
      {"\"a\" ,b\n", {{1, {"a", "b"}}}},
      {"5\" pipe,b\n", {{1, {"5\" pipe", "b"}}}},
      {"\xef\xbb\xbf"
       "a,b\n",
       {{1, {"a", "b"}}}},
      {"\xef\xbb\xbf\"a\",b\n", {{1, {"a", "b"}}}},
      {"caf\xc3\xa9,\xe2\x82\xac\n", {{1, {"caf\xc3\xa9", "\xe2\x82\xac"}}}},
      {"a;b,c\n", {{1, {"a;b", "c"}}}},
      {"last,row", {{1, {"last", "row"}}}},
  }));
  const std::size_t piece_bytes = GENERATE(1, 2, 3, 4096);
  INFO("text: " << example.text << " piece: " << piece_bytes);
  const auto rows = ReadAll(example.text, {}, piece_bytes);
  REQUIRE_OK(rows);
  CHECK(*rows == example.rows);
}

TEST_CASE("delimiter and quote are those of the dialect") {
  const auto rows = ReadAll("a;'b;c';\"d\";e,f\n", {.delimiter = ';', .quote = '\''}, 4096);
  REQUIRE_OK(rows);
  CHECK(*rows == std::vector<ReadRow>{{1, {"a", "b;c", "\"d\"", "e,f"}}});
}

TEST_CASE("a tab can be the delimiter") {
  const auto rows = ReadAll("a\tb c\t\td\n", {.delimiter = '\t'}, 4096);
  REQUIRE_OK(rows);
  CHECK(*rows == std::vector<ReadRow>{{1, {"a", "b c", "", "d"}}});
}

TEST_CASE("lines before the header are passed over and counted") {
  const auto rows = ReadAll("Report of \"May\n\na,b\nc,d\n", {.skip_lines = 2}, 3);
  REQUIRE_OK(rows);
  CHECK(*rows == std::vector<ReadRow>{{3, {"a", "b"}}, {4, {"c", "d"}}});
}

TEST_CASE("Windows-1252 text is read as the characters it stands for") {
  const auto rows = ReadAll("caf\xe9,\x80 5,\x93x\x94\n", {.encoding = Encoding::kWindows1252}, 2);
  REQUIRE_OK(rows);
  CHECK(*rows ==
        std::vector<ReadRow>{{1, {"caf\xc3\xa9", "\xe2\x82\xac 5", "\xe2\x80\x9cx\xe2\x80\x9d"}}});
}

TEST_CASE("a quote that is never closed ends the reading and names its line") {
  const auto rows = ReadAll("a,b\nc,\"d\ne,f\n", {}, 4096);
  CHECK_REASON(rows, kFieldInvalid);
  CHECK(base::MessageOf(rows.status()).find("line 2") != std::string_view::npos);
}

TEST_CASE("a value, a row or a number of columns beyond its bound ends the reading") {
  const std::string long_value = "a\n\"" + std::string(base::kCsvFieldBytesMax + 1, 'x') + "\"\n";
  CHECK_REASON(ReadAll(long_value, {}, 65536), kFieldInvalid);
  const std::string many_columns(base::kCsvColumnsMax + 1, ',');
  CHECK_REASON(ReadAll("x" + many_columns + "\n", {}, 4096), kFieldInvalid);
  std::string long_row;
  for (int at = 0; at < 5; ++at) long_row += std::string(base::kCsvFieldBytesMax / 2, 'x') + ",";
  CHECK_REASON(ReadAll(long_row + "\n", {}, 65536), kFieldInvalid);
}

TEST_CASE("memory does not grow with the number of rows") {
  std::string text;
  for (int at = 0; at < 100'000; ++at) text += std::to_string(at) + ",value of the row\n";
  TextSource source(text, 1 << 16);
  CsvReader reader(source, {});
  CsvRow row;
  std::uint64_t count = 0;
  bool in_order = true;
  while (*reader.Next(row)) {
    in_order = in_order && row.fields[0] == std::to_string(count) && row.line == count + 1;
    ++count;
  }
  CHECK(in_order);
  CHECK(count == 100'000);
  CHECK(reader.bytes_read() == text.size());
}

TEST_CASE("the delimiter is the one that cuts most lines alike") {
  CHECK(DetectDelimiter("a,b,c\n1,2,3\n", '"') == ',');
  CHECK(DetectDelimiter("a;b;c\n1,5;2,5;3,5\n", '"') == ';');
  CHECK(DetectDelimiter("a\tb\n1,2\t3\n", '"') == '\t');
  CHECK(DetectDelimiter("a|b\n\"x|y,z\"|3\n", '"') == '|');
  CHECK(DetectDelimiter("sep=;\na,b;c,d\n", '"') == ';');
  CHECK(DetectDelimiter("one column\nvalue\n", '"') == ',');
  CHECK(DetectDelimiter("", '"') == ',');
}

TEST_CASE("what is written as CSV is read back unchanged") {
  const std::vector<std::string> values = {"plain",   "",           "a,b",        "say \"x\"",
                                           " blank ", "two\nlines", "\tindented", "end\r"};
  std::string text;
  const std::vector<std::string_view> views(values.begin(), values.end());
  AppendCsvRow(views, text);
  const auto rows = ReadAll(text, {}, 4096);
  REQUIRE_OK(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->front().fields == values);
}

}  // namespace
}  // namespace anchorledger::importing
