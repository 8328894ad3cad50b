#include "services/directory/name_search.h"

#include <catch2/catch.hpp>

namespace anchorledger::directory {
namespace {

TEST_CASE("every word has to begin a word of the name or the id") {
  const NameSearch search("ever laun");
  CHECK(search.Matches({"Evergreen Laundry Co-op", "el-1"}));
  CHECK(search.Matches({"Laundry", "evergreen"}));
  CHECK_FALSE(search.Matches({"Evergreen Energy", "ee-1"}));
  CHECK_FALSE(search.Matches({"Forever Laundry", "fl-1"}));
}

TEST_CASE("case, accents and punctuation do not matter") {
  CHECK(NameSearch("cafe").Matches({"CAFÉ Créole"}));
  CHECK(NameSearch("st. joseph's").Matches({"St Josephs Hospital"}));
  CHECK(NameSearch("Smith & Sons").Matches({"smith sons"}));
}

TEST_CASE("no words match everything") {
  CHECK(NameSearch("").Matches({"anything"}));
  CHECK(NameSearch(" - ").Matches({""}));
}

}  // namespace
}  // namespace anchorledger::directory
