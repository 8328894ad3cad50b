#include "clients/cli/output/report.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "clients/cli/progress.h"

namespace anchorledger::cli {
namespace {

Report TwoRows() {
  Report report({{"name", "Name"}, {"amount", "Amount", Alignment::kRight}});
  report.AddRow({TextCell("Ängelholm"), MoneyCell(123456, "USD")});
  report.AddRow({TextCell("b"), MoneyCell(-5, "USD")});
  report.AddTotals({"total", "1,234.51 USD"});
  return report;
}

std::string Written(const Report& report, OutputFormat format) {
  std::ostringstream out;
  report.Write(format, out);
  return out.str();
}

TEST_CASE("a table aligns money to the right and ends with its totals") {
  CHECK(Written(TwoRows(), OutputFormat::kTable) ==
        "Name             Amount\n"
        "---------  ------------\n"
        "Ängelholm  1,234.56 USD\n"
        "b             -0.05 USD\n"
        "---------  ------------\n"
        "total      1,234.51 USD\n");
}

TEST_CASE("JSON and CSV keep money in minor units and leave the totals out") {
  CHECK(Written(TwoRows(), OutputFormat::kCsv) == "name,amount\r\nÄngelholm,123456\r\nb,-5\r\n");
  const Json rows = Json::parse(Written(TwoRows(), OutputFormat::kJson));
  CHECK(rows == Json::parse(R"([{"name":"Ängelholm","amount":123456},{"name":"b","amount":-5}])"));
}

TEST_CASE("JSON rows stand under their key beside the envelope's members") {
  Report report = TwoRows();
  report.SetJsonEnvelope("rows", {{"next", "x"}});
  CHECK(report.ToJson()["next"] == "x");
  CHECK(report.ToJson()["rows"].size() == 2);
}

TEST_CASE("a CSV field is quoted when needed and never becomes a formula") {
  CHECK(CsvField("plain") == "plain");
  CHECK(CsvField("a,b") == "\"a,b\"");
  CHECK(CsvField("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(CsvField("=SUM(A1)") == "'=SUM(A1)");
  CHECK(CsvField("@cmd,x") == "\"'@cmd,x\"");
}

TEST_CASE("digits are grouped by three") {
  CHECK(GroupDigits(0) == "0");
  CHECK(GroupDigits(-999) == "-999");
  CHECK(GroupDigits(-1234567) == "-1,234,567");
  CHECK(GroupDigits(1000) == "1,000");
}

TEST_CASE("decimal text is grouped, too") {
  CHECK(GroupDecimal("60054.00") == "60,054.00");
  CHECK(GroupDecimal("-1234567.5") == "-1,234,567.5");
  CHECK(GroupDecimal("999.99") == "999.99");
  CHECK(GroupDecimal("").empty());
}

TEST_CASE("a column for programs only is not in the table") {
  Report report({{"name", "Name"}, {"currency", "", Alignment::kLeft, /*in_table=*/false}});
  report.AddRow({TextCell("a"), TextCell("USD")});
  CHECK(Written(report, OutputFormat::kTable) == "Name\n----\na\n");
  CHECK(Written(report, OutputFormat::kCsv) == "name,currency\r\na,USD\r\n");
  std::ostringstream rows;
  report.WriteCsvRows(rows);
  CHECK(rows.str() == "a,USD\r\n");
}

TEST_CASE("a percentage is rounded half away from zero, and undefined is not zero") {
  CHECK(FormatPercent(350, 2180) == "16.06 %");
  CHECK(FormatPercent(1, 16) == "6.25 %");
  CHECK(FormatPercent(-1, 80'000) == "0.00 %");
  CHECK(FormatPercent(0, 0) == "undefined");
}

TEST_CASE("a line of progress tells share, count and the time that is left") {
  using std::chrono::milliseconds;
  CHECK(ProgressLine("import", 1000, 2000, milliseconds(3000)) ==
        "import  [############............]  50 %  1,000/2,000  3 s left");
  CHECK(ProgressLine("import", 2000, 2000, milliseconds(1)) ==
        "import  [########################]  100 %  2,000/2,000");
  CHECK(ProgressLine("load", 7, 0, milliseconds(1)) == "load  7");
}

}  // namespace
}  // namespace anchorledger::cli
