#include <catch2/catch.hpp>
#include <string>

#include "storage/log/stream_heads.h"

namespace anchorledger::storage {
namespace {

using base::Revision;

// Revision 0, which is never put here, when the stream is not known.
Revision Known(StreamHeads& heads, const std::string& key) {
  const Revision* const found = heads.Find(key);
  return found == nullptr ? Revision{0} : *found;
}

}  // namespace

TEST_CASE("stream heads: the last revision put is found") {
  StreamHeads heads(10);
  std::string key = "what was there before";
  StreamHeads::MakeKey("t", "a/1", key);
  CHECK(heads.Find(key) == nullptr);
  heads.Put(key, Revision{1});
  heads.Put(key, Revision{2});
  CHECK(Known(heads, key) == Revision{2});
  heads.Clear();
  CHECK(heads.Find(key) == nullptr);
}

TEST_CASE("stream heads: tenant and stream do not run into each other") {
  std::string one;
  std::string other;
  StreamHeads::MakeKey("t", "ab/1", one);
  StreamHeads::MakeKey("ta", "b/1", other);
  CHECK(one != other);
}

TEST_CASE("stream heads: what is not used is forgotten, what is used stays, in bounded memory") {
  StreamHeads heads(10);
  heads.Put("used", Revision{1});
  heads.Put("unused", Revision{1});
  for (int i = 0; i < 100; ++i) {
    heads.Put("other " + std::to_string(i), Revision{1});
    heads.Trim();
    CHECK(Known(heads, "used") == Revision{1});
  }
  CHECK(heads.Find("unused") == nullptr);
  int remembered = 0;
  for (int i = 0; i < 100; ++i) {
    remembered += heads.Find("other " + std::to_string(i)) != nullptr ? 1 : 0;
  }
  CHECK(remembered <= 10);
}

TEST_CASE("stream heads: nothing is forgotten between two trims, and places do not change") {
  StreamHeads heads(4);
  heads.Put("older", Revision{1});
  heads.Put("old", Revision{1});
  heads.Trim();
  Revision* const place = heads.Find("older");
  REQUIRE(place != nullptr);
  for (int i = 0; i < 100; ++i) heads.Put("other " + std::to_string(i), Revision{1});
  *place = place->Next();
  CHECK(heads.Find("older") == place);
  CHECK(Known(heads, "older") == Revision{2});
  for (int i = 0; i < 100; ++i) CHECK(heads.Find("other " + std::to_string(i)) != nullptr);
}

TEST_CASE("stream heads: a newer revision hides an older one of the older generation") {
  StreamHeads heads(4);
  heads.Put("a", Revision{1});
  heads.Put("b", Revision{1});
  heads.Trim();  // "a" is now in the older generation
  heads.Put("a", Revision{2});
  CHECK(Known(heads, "a") == Revision{2});
}

}  // namespace anchorledger::storage
