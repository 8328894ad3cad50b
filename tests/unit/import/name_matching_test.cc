#include "services/import/name_matching.h"

#include <catch2/catch.hpp>

namespace anchorledger::importing {
namespace {

TEST_CASE("names are the same without case, punctuation, blanks and company words") {
  const std::string form = MatchingForm("Anthony Nolan");
  for (const char* const other :
       {" ANTHONY NOLAN ", "ANTHONY  NOLAN LTD", "Anthony-Nolan Limited", "The Anthony Nolan PLC",
        "anthony nolan, l.l.p", "ANTHONY NOLAN LLP.", "Anthony's Nolan"}) {
    INFO(other);
    const bool same = std::string_view(other) != "anthony nolan, l.l.p" &&
                      std::string_view(other) != "Anthony's Nolan";
    CHECK((MatchingForm(other) == form) == same);
  }
  CHECK(MatchingForm("A.B.C. Supplies Ltd") == MatchingForm("ABC Supplies"));
  CHECK(MatchingForm("Caf\xc3\xa9 Ltd") == MatchingForm("CAFE"));
  CHECK(MatchingForm("Theatre Ltd") != MatchingForm("atre"));
}

TEST_CASE("a name of nothing but company words has no form") {
  CHECK(MatchingForm("The Ltd.").empty());
  CHECK(MatchingForm("").empty());
  CHECK(MatchingForm(" - ").empty());
}

}  // namespace
}  // namespace anchorledger::importing
