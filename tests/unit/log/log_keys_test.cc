#include <catch2/catch.hpp>
#include <string>

#include "storage/log/log_keys.h"

namespace anchorledger::storage {

using base::Position;
using base::Revision;

TEST_CASE("log keys: rows sort by position, and by tenant, stream and revision") {
  CHECK(LogKey(Position{255}) < LogKey(Position{256}));
  const std::string key = StreamKey("t", "a/1", Revision{256});
  CHECK(StreamKey("t", "a/1", Revision{255}) < key);
  CHECK(key < StreamKey("t", "a/1", Revision{257}));
  CHECK(key < StreamKey("t", "a/10", Revision{1}));
  CHECK(key < StreamKey("t", "b", Revision{1}));
  CHECK(key < StreamKey("t1", "a/1", Revision{1}));
}

TEST_CASE("log keys: the row that says how far rows are complete sorts before all others") {
  CHECK(CompleteToKey() < StreamKey("\x01", "\x01", Revision{1}));
  CHECK(CompleteToKey() < RequestKey("\x01", "\x01"));
  CHECK_FALSE(ParseStreamKey(CompleteToKey()).has_value());
  CHECK_FALSE(ParseRequestKey(CompleteToKey()).has_value());
}

TEST_CASE("log keys: every key and value reads back as it was made") {
  CHECK(ParseLogKey(LogKey(Position{77})) == Position{77});
  const std::string key = StreamKey("t", "a/1", Revision{9});
  const auto parts = ParseStreamKey(key);
  REQUIRE(parts.has_value());
  CHECK(parts->tenant == "t");
  CHECK(parts->stream == "a/1");
  CHECK(parts->revision == Revision{9});
  CHECK(ParseStreamValue(StreamValue(Position{1000})) == Position{1000});
  const std::string request = RequestKey("t", "r-1");
  REQUIRE(ParseRequestKey(request).has_value());
  CHECK(ParseRequestKey(request)->request_id == "r-1");
  RequestRow row{.first = Position{5}, .count = 300, .digest = {}};
  row.digest[31] = 9;
  const auto read = ParseRequestValue(RequestValue(row));
  REQUIRE(read.has_value());
  CHECK(read->first == row.first);
  CHECK(read->count == row.count);
  CHECK(read->digest == row.digest);
}

TEST_CASE("log keys: malformed keys and values are nothing") {
  CHECK_FALSE(ParseLogKey("1234567").has_value());
  CHECK_FALSE(ParseLogKey("123456789").has_value());
  for (const std::string& bytes :
       {std::string(), std::string("t"), std::string("t\0s", 3), std::string("\0s\0", 3),
        std::string("t\0s\0short", 9), std::string("t\0s\0too long!", 13)}) {
    CHECK_FALSE(ParseStreamKey(bytes).has_value());
  }
  CHECK_FALSE(ParseRequestKey(std::string("t\0", 2)).has_value());
  CHECK_FALSE(ParseStreamValue("").has_value());
  CHECK_FALSE(ParseStreamValue("\x01\x01").has_value());
  CHECK_FALSE(ParseRequestValue("\x01\x01").has_value());
}

}  // namespace anchorledger::storage
