#include "proto/base/hash.h"

#include <catch2/catch.hpp>

#include "absl/container/flat_hash_set.h"
#include "proto/base/strong_id.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::base {
namespace {

TEST_CASE("SHA-256 gives the published digests, whole or in pieces") {
  CHECK(HexEncode(AsBytes(Sha256(""))) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(HexEncode(AsBytes(Sha256("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256Hasher hasher;
  hasher.Update("a");
  hasher.Update("");
  hasher.Update("bc");
  CHECK(hasher.Finish() == Sha256("abc"));
}

TEST_CASE("a digest is 32 bytes and nothing else") {
  const Sha256Digest digest = Sha256("x");
  CHECK(*ToDigest(AsBytes(digest)) == digest);
  CHECK_REASON(ToDigest(AsBytes(digest).substr(1)), kDataCorrupt);
}

TEST_CASE("CRC-32C gives the published values, whole or continued") {
  CHECK(Crc32c("123456789") == 0xe3069283U);
  CHECK(Crc32c(std::string(32, '\0')) == 0x8a9136aaU);
  CHECK(Crc32c(std::string(32, '\xff')) == 0x62a8ab43U);
  CHECK(Crc32c("") == 0U);
  const std::string text = "a record of some length that is no multiple of eight";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    CHECK(Crc32c(text.substr(cut), Crc32c(text.substr(0, cut))) == Crc32c(text));
  }
}

TEST_CASE("random bytes differ from call to call") {
  CHECK(RandomBytes(32).size() == 32);
  CHECK(RandomBytes(32) != RandomBytes(32));
  CHECK(RandomBytes(0).empty());
}

TEST_CASE("the constant-time comparison agrees with the plain one") {
  CHECK(ConstantTimeEqual("token", "token"));
  CHECK_FALSE(ConstantTimeEqual("token", "tokeN"));
  CHECK_FALSE(ConstantTimeEqual("token", "toke"));
  CHECK(ConstantTimeEqual("", ""));
}

TEST_CASE("hexadecimal text comes back as the same bytes") {
  const std::string bytes("\x00\x7f\x80\xff", 4);
  CHECK(HexEncode(bytes) == "007f80ff");
  CHECK(*HexDecode("007F80ff") == bytes);
  CHECK_REASON(HexDecode("007"), kFieldInvalid);
  CHECK_REASON(HexDecode("0g"), kFieldInvalid);
}

TEST_CASE("strong ids compare and hash by value") {
  const absl::flat_hash_set<StreamId> streams = {StreamId("a/1"), StreamId("a/2")};
  CHECK(streams.contains(StreamId("a/1")));
  CHECK_FALSE(streams.contains(StreamId("a/3")));
  CHECK(StreamId("a/1") < StreamId("a/2"));
  CHECK(Position(3).Next() == Position(4));
  CHECK(Revision().value() == 0);
  static_assert(!std::is_convertible_v<std::string, StreamId>);
  static_assert(!std::is_convertible_v<StreamId, TenantId>);
  static_assert(!std::is_convertible_v<std::uint64_t, Position>);
  static_assert(!std::is_convertible_v<Position, std::uint64_t>);
}

}  // namespace
}  // namespace anchorledger::base
