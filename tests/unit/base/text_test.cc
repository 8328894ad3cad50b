#include "proto/base/text.h"

#include <catch2/catch.hpp>

namespace anchorledger::base {
namespace {

TEST_CASE("well-formed UTF-8 is accepted, all else refused") {
  CHECK(IsValidUtf8(""));
  CHECK(IsValidUtf8("Bartlett Place \xc3\xa9 \xe2\x82\xac \xf0\x9f\x8f\xa5"));
  const std::string bad =
      GENERATE(std::string("\xc3"), std::string("\xc0\xaf"), std::string("\xe0\x80\xaf"),
               std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80"), std::string("\xff"),
               std::string("\x80"), std::string("ab\xe2\x82"), std::string("\xf8\x88\x80\x80\x80"));
  CHECK_FALSE(IsValidUtf8(bad));
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(CodePointCount("na\xc3\xafve") == 5);
  CHECK(CodePointCount("") == 0);
}

TEST_CASE("control characters are found, tab and newline allowed") {
  CHECK(HasControlCharacters(std::string("a\0b", 3)));
  CHECK(HasControlCharacters("a\x1b[0m"));
  CHECK(HasControlCharacters("a\xc2\x85"));
  CHECK(HasControlCharacters("a\x7f"));
  CHECK_FALSE(HasControlCharacters("a\tb\nc \xc3\xa9"));
  CHECK(IsOneLine("a b \xc3\xa9"));
  CHECK_FALSE(IsOneLine("a\tb"));
  CHECK_FALSE(IsOneLine("a\nb"));
  CHECK_FALSE(IsOneLine("a\x1b[0m"));
}

TEST_CASE("text that looks like contact data or an identity number is noticed") {
  const auto* const text = GENERATE(
      "write to jo.smith@example.org today", "call (216) 555-0100", "216-555-0100", "216.555.0100",
      "216 555 0100", "+44 20 7946 0000", "1-216-555-0100", "SSN 123-45-6789", "123 45 6789",
      "account 123456789", "ring 555-0100", "020 7946 0018", "(216)555-0100", "mail a@b.co");
  INFO(text);
  CHECK(LooksLikePersonalData(text));
}

TEST_CASE("amounts, dates, years and counts are not mistaken for numbers of people") {
  const auto* const text =
      GENERATE("a loan of $1,250,000.00 in 2 tranches", "from 2024-01-15 to 2024-12-31",
               "15.01.2024", "fiscal years 2023-2024", "48 of 120 units, phase 3", "12,500,000",
               "census tract 1186.02", "rate 4.25 % p.a.", "meet @ 5", "e@", "@home.org",
               "page 3/4", "2024-01-15/2024-02-15", "between 9 and 12 months");
  INFO(text);
  CHECK_FALSE(LooksLikePersonalData(text));
}

TEST_CASE("names compare without case, accents and punctuation") {
  CHECK(FoldForComparison("  Evergreen  Co-operative, Inc. ") == "evergreen co operative inc");
  CHECK(FoldForComparison("CAF\xc3\x89 \xc5\x81\xc3\x93\xc5\x9a\xc4\x86") == "cafe losc");
  CHECK(FoldForComparison("\xc3\x9c\xc3\xb1\xc3\xb8\xc3\xbf \xc5\xbd\xc5\xa0") == "unoy zs");
  CHECK(FoldForComparison("\xe6\x97\xa5\xe6\x9c\xac") == "\xe6\x97\xa5\xe6\x9c\xac");
  CHECK(FoldForComparison("...").empty());
  CHECK(FoldForComparison("a\xe2\x80\x94"
                          "b") == "a b");
}

}  // namespace
}  // namespace anchorledger::base
