// Formulas are parsed and run over two variables, a = 6 and b = 4, and an undefined one, u.
#include <catch2/catch.hpp>

#include "services/metrics/expression.h"
#include "services/metrics/program.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/metrics/metric_asker.h"

namespace anchorledger::metrics {
namespace {

using testing::Shown;

base::StatusOr<Value> Run(std::string_view text, std::string_view currency = "USD") {
  AL_ASSIGN_OR_RETURN(const Expression expression, ParseExpression(text));
  AL_ASSIGN_OR_RETURN(const Program program,
                      Program::Compile(expression, [](std::string_view name) {
                        if (name == "a") return std::optional<int>(0);
                        if (name == "b") return std::optional<int>(1);
                        if (name == "u") return std::optional<int>(2);
                        if (name == "big") return std::optional<int>(3);
                        return std::optional<int>();
                      }));
  const Value variables[] = {Value::Number(6), Value::Number(4),
                             Value::Missing(Undefined::kNotReported),
                             Value::Number(std::numeric_limits<absl::int128>::max())};
  return program.Run(variables, *base::ParseCurrency(currency));
}

std::string Result(std::string_view text) {
  const auto value = Run(text);
  REQUIRE_OK(value);
  return Shown(*value);
}

std::string Refusal(std::string_view text) {
  const auto value = Run(text);
  REQUIRE(!value.ok());
  CHECK_REASON(value, kFieldInvalid);
  return std::string(base::MessageOf(value.status()));
}

TEST_CASE("operators bind as in arithmetic, and then comparison, not, and, or, else") {
  CHECK(Result("1 + 2 * 3") == "7");
  CHECK(Result("(1 + 2) * 3") == "9");
  CHECK(Result("10 - 2 - 3") == "5");
  CHECK(Result("-a + b") == "-2");
  CHECK(Result("a - b > 1 and not b > a") == "true");
  CHECK(Result("a < b or a > b and b > a") == "false");
  CHECK(Result("u else a + 1") == "7");
  CHECK(Result("1_000 * 2") == "2000");
}

TEST_CASE("a quotient of whole numbers keeps its two parts") {
  CHECK(Result("a / b") == "6/4");
  CHECK(Result("a / b + 1 / 2") == "16/8");
  CHECK(Result("numerator(a / b) * 10 + denominator(a / b)") == "64");
  CHECK(Result("a / (0 - b)") == "-6/4");
}

TEST_CASE("undefined is not zero and passes through a formula") {
  CHECK(Result("u + 1") == "undefined:not_reported");
  CHECK(Result("u * 0") == "undefined:not_reported");
  CHECK(Result("a / 0") == "undefined:denominator_zero");
  CHECK(Result("(a / 0) + 1") == "undefined:denominator_zero");
  CHECK(Result("min(a, u)") == "undefined:not_reported");
  CHECK(Result("u > 1") == "undefined:not_reported");
  CHECK(Result("defined(u)") == "false");
  CHECK(Result("defined(a)") == "true");
}

TEST_CASE("a quotient by zero still tells its numerator") {
  const auto value = Run("a / 0");
  REQUIRE_OK(value);
  CHECK(value->num == 6);
  CHECK(value->den == 0);
}

TEST_CASE("truth with an undefined side follows what can be known") {
  CHECK(Result("a > 100 and u > 1") == "false");
  CHECK(Result("u > 1 and a > 100") == "false");
  CHECK(Result("a > 1 or u > 1") == "true");
  CHECK(Result("a > 1 and u > 1") == "undefined:not_reported");
  CHECK(Result("not u > 1") == "undefined:not_reported");
}

TEST_CASE("when gives its value only where the condition is true") {
  CHECK(Result("when(a > b, b)") == "4");
  CHECK(Result("when(b > a, b)") == "undefined:not_reported");
  CHECK(Result("when(u > a, b) else 9") == "9");
  CHECK(Result("min(5, 3, 4) * 10 + max(1, 7, 2)") == "37");
}

TEST_CASE("an amount of money is undefined in a cell of another currency") {
  CHECK(Result("min(a, money('USD', 5))") == "5");
  const auto other = Run("min(a, money('USD', 5))", "EUR");
  REQUIRE_OK(other);
  CHECK(Shown(*other) == "undefined:other_currency");
}

TEST_CASE("a number that leaves 128 bits is an overflow, even behind else") {
  CHECK(Result("big + 1") == "overflow");
  CHECK(Result("big * big") == "overflow");
  CHECK(Result("(big * 2) else 1") == "overflow");
  CHECK(Result("defined(big * 2)") == "overflow");
  CHECK(Result("big - 1 < big") == "true");
}

TEST_CASE("comparisons are exact where numbers of floating point would be equal") {
  CHECK(Result("10_000_000_000_000_001 / 3 > 10_000_000_000_000_000 / 3") == "true");
  CHECK(Result("1 / 3 == 2 / 6") == "true");
  CHECK(Result("1 / 3 != 2 / 6") == "false");
}

TEST_CASE("what does not parse is refused with its column") {
  CHECK(Refusal("a +") == "column 4: expected a number, a name or '(', found the end");
  CHECK(Refusal("a b") == "column 3: expected an operator or the end, found 'b'");
  CHECK(Refusal("(a") == "column 3: expected ')', found the end");
  CHECK(Refusal("a # b") == "column 3: '#' does not belong to the language");
  CHECK(Refusal("99999999999999999999") == "column 1: the number does not fit into 64 bits");
  CHECK(Refusal("'open") == "column 1: the text has no closing quote");
  CHECK(Refusal("else") == "column 1: expected a number, a name or '(', found 'else'");
  CHECK(Refusal("") == "column 1: expected a number, a name or '(', found the end");
  CHECK(Refusal("min(a, )") == "column 8: expected a number, a name or '(', found ')'");
}

TEST_CASE("what means nothing is refused with its column") {
  CHECK(Refusal("a + missing") == "column 5: unknown name 'missing'");
  CHECK(Refusal("sqrt(a)") == "column 1: unknown function 'sqrt'");
  CHECK(Refusal("min(a)") == "column 1: wrong number of arguments for 'min'");
  CHECK(Refusal("a + 'text'") == "column 5: a text cannot stand here");
  CHECK(Refusal("money('XXY', 1)") == "column 7: unknown currency 'XXY'");
  CHECK(Refusal("a in (x, y)") == "column 3: 'in' can stand in conditions over facts only");
}

TEST_CASE("a formula that is nested or long beyond reason is refused, not run") {
  CHECK(Refusal(std::string(100, '(') + "a" + std::string(100, ')')).find("too deeply") !=
        std::string::npos);
  CHECK(Refusal(std::string(100, '-') + "a").find("too deeply") != std::string::npos);
  CHECK(Refusal(std::string(3000, ' ') + "a").find("too long") != std::string::npos);
  std::string sum = "a";
  for (int i = 0; i < 30; ++i) sum = "1 + (" + sum + ")";
  CHECK(Refusal(sum).find("too much at once") != std::string::npos);
}

}  // namespace
}  // namespace anchorledger::metrics
