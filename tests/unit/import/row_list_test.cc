// Lists of rows as CSV.
#include "services/import/row_list.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace anchorledger::importing {
namespace {

std::string Listed(const std::vector<std::string>& columns, const NotedRow& row) {
  std::string csv;
  AppendListHeader(columns, csv);
  AppendListRow(columns.size(), row, csv);
  return csv;
}

TEST_CASE("a row comes back in its columns, with what is wrong behind them") {
  const NotedRow row{.line = 7,
                     .problem = {.code = "MONEY_UNREADABLE", .column = "b", .message = "No."},
                     .values = {"1", "x, y"}};
  CHECK(Listed({"a", "b"}, row) ==
        "a,b,line,column,code,message,further_values\n"
        "1,\"x, y\",7,b,MONEY_UNREADABLE,No.,\n");
}

TEST_CASE("what a row has beyond the columns is one value that is CSV itself") {
  NotedRow row{.line = 7, .problem = {.code = "ROW_WIDTH", .column = "", .message = "No."}};
  SECTION("one value more") {
    row.values = {"1", "2", "3"};
    CHECK(Listed({"a", "b"}, row).ends_with("\n1,2,7,,ROW_WIDTH,No.,3\n"));
  }
  SECTION("several, with signs of their own") {
    row.values = {"1", "2", "3", "x, \"y\"", ""};
    CHECK(Listed({"a", "b"}, row)
              .ends_with("\n1,2,7,,ROW_WIDTH,No.,\"3,\"\"x, \"\"\"\"y\"\"\"\"\"\",\"\n"));
  }
  SECTION("fewer values than columns") {
    row.values = {"1"};
    CHECK(Listed({"a", "b"}, row).ends_with("\n1,,7,,ROW_WIDTH,No.,\n"));
  }
}

}  // namespace
}  // namespace anchorledger::importing
