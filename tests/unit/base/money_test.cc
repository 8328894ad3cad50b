#include "proto/base/money.h"

#include <catch2/catch.hpp>
#include <limits>

#include "proto/base/ratio.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::base {
namespace {

constexpr std::int64_t kMax64 = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin64 = std::numeric_limits<std::int64_t>::min();
constexpr absl::int128 kMax128 = std::numeric_limits<absl::int128>::max();
constexpr absl::int128 kMin128 = std::numeric_limits<absl::int128>::min();

TEST_CASE("a currency is an ISO 4217 code in upper case") {
  CHECK(ParseCurrency("USD")->code() == "USD");
  CHECK(ParseCurrency("USD")->minor_digits() == 2);
  CHECK(ParseCurrency("JPY")->minor_digits() == 0);
  CHECK(ParseCurrency("KWD")->minor_digits() == 3);
  CHECK(Currency().code().empty());
  const auto* const bad = GENERATE("", "usd", "US", "USDX", "ABC", "XAU", "XTS", "D A", "SD ");
  CHECK_REASON(ParseCurrency(bad), kFieldInvalid);
}

TEST_CASE("amounts of one currency add up, of two never") {
  const Currency usd = *ParseCurrency("USD");
  const Currency gbp = *ParseCurrency("GBP");
  CHECK(*Add({5, usd}, {-7, usd}) == Money{-2, usd});
  CHECK_REASON(Add({5, usd}, {5, gbp}), kRuleBroken);
  CHECK_REASON(Add({kMax64, usd}, {1, usd}), kOverflow);
  CHECK_REASON(Negate({kMin64, usd}), kOverflow);
  CHECK(*Negate({kMax64, usd}) == Money{-kMax64, usd});
}

TEST_CASE("amounts are shown with the digits of their currency") {
  CHECK(FormatMoney({123'456'789, *ParseCurrency("USD")}) == "1,234,567.89 USD");
  CHECK(FormatMoney({-5, *ParseCurrency("USD")}) == "-0.05 USD");
  CHECK(FormatMoney({1'000, *ParseCurrency("JPY")}) == "1,000 JPY");
  CHECK(FormatMoney({999, *ParseCurrency("BHD")}) == "0.999 BHD");
  CHECK(FormatMinor(kMin64, 2) == "-92233720368547758.08");
  CHECK(FormatMinor(123'456, 0) == "123456");
}

TEST_CASE("division rounds half away from zero") {
  CHECK(RoundDiv(5, 2) == 3);
  CHECK(RoundDiv(-5, 2) == -3);
  CHECK(RoundDiv(5, -2) == -3);
  CHECK(RoundDiv(-5, -2) == 3);
  CHECK(RoundDiv(4, 3) == 1);
  CHECK(RoundDiv(-4, 3) == -1);
  CHECK(RoundDiv(0, 7) == 0);
  CHECK(RoundDiv(kMax128, 1) == kMax128);
  CHECK(RoundDiv(kMin128, 1) == kMin128);
  CHECK(RoundDiv(kMax128, kMax128 - 1) == 1);
}

TEST_CASE("128-bit arithmetic notices what does not fit") {
  CHECK(*AddChecked(kMax128, kMin128) == -1);
  CHECK_REASON(AddChecked(kMax128, 1), kOverflow);
  CHECK_REASON(AddChecked(kMin128, -1), kOverflow);
  CHECK(*SubtractChecked(kMin128, kMin128) == 0);
  CHECK_REASON(SubtractChecked(kMin128, 1), kOverflow);
  CHECK_REASON(SubtractChecked(0, kMin128), kOverflow);
  CHECK(*MultiplyChecked(kMin128, 1) == kMin128);
  CHECK_REASON(MultiplyChecked(kMin128, -1), kOverflow);
  CHECK(*MultiplyChecked(kMax128 / 2, 2) == kMax128 - 1);
  CHECK_REASON(MultiplyChecked(kMax128 / 2 + 1, 2), kOverflow);
}

TEST_CASE("a 128-bit number becomes a 64-bit one or an error, and prints whole") {
  CHECK(*ToInt64(absl::int128(kMin64)) == kMin64);
  CHECK_REASON(ToInt64(absl::int128(kMax64) + 1), kOverflow);
  CHECK(FormatInt128(kMin128) == "-170141183460469231731687303715884105728");
  CHECK(FormatInt128(0) == "0");
}

}  // namespace
}  // namespace anchorledger::base
