#include <catch2/catch.hpp>
#include <string>

#include "storage/log/stream_heads.h"

namespace anchorledger::storage {

using base::Revision;

TEST_CASE("stream heads: the last revision put is found") {
  StreamHeads heads(10);
  const std::string key = StreamHeads::Key("t", "a/1");
  CHECK_FALSE(heads.Find(key).has_value());
  heads.Put(key, Revision{1});
  heads.Put(key, Revision{2});
  CHECK(heads.Find(key) == Revision{2});
  heads.Clear();
  CHECK_FALSE(heads.Find(key).has_value());
}

TEST_CASE("stream heads: what is not used is forgotten, what is used stays, in bounded memory") {
  StreamHeads heads(10);
  heads.Put("used", Revision{1});
  heads.Put("unused", Revision{1});
  for (int i = 0; i < 100; ++i) {
    heads.Put("other " + std::to_string(i), Revision{1});
    CHECK(heads.Find("used") == Revision{1});
  }
  CHECK_FALSE(heads.Find("unused").has_value());
  int remembered = 0;
  for (int i = 0; i < 100; ++i) {
    remembered += heads.Find("other " + std::to_string(i)).has_value() ? 1 : 0;
  }
  CHECK(remembered <= 10);
}

TEST_CASE("stream heads: a newer revision hides an older one of the older generation") {
  StreamHeads heads(4);
  heads.Put("a", Revision{1});
  heads.Put("b", Revision{1});
  heads.Put("c", Revision{1});  // "a" is now in the older generation
  heads.Put("a", Revision{2});
  CHECK(heads.Find("a") == Revision{2});
}

}  // namespace anchorledger::storage
