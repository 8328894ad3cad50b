#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "storage/log/byte_codec.h"

namespace anchorledger::storage {

TEST_CASE("byte codec: what was put is read in the same order") {
  std::string bytes;
  PutFixed32(bytes, 0x01020304);
  PutVarint(bytes, 300);
  PutBytes(bytes, "name");
  PutFixed64(bytes, 0x0102030405060708);
  PutVarint(bytes, std::numeric_limits<uint64_t>::max());
  ByteReader reader(bytes);
  CHECK(reader.Fixed32() == 0x01020304);
  CHECK(reader.Varint() == 300);
  CHECK(reader.Bytes() == "name");
  CHECK(reader.Fixed64() == 0x0102030405060708);
  CHECK(reader.Varint() == std::numeric_limits<uint64_t>::max());
  CHECK(reader.AtCleanEnd());
}

TEST_CASE("byte codec: fixed integers sort as they count") {
  std::string low;
  std::string high;
  PutFixed64(low, 255);
  PutFixed64(high, 256);
  CHECK(low < high);
}

TEST_CASE("byte codec: a varint has one form only and fits into 64 bits") {
  const auto fails = [](const std::string& bytes) {
    ByteReader reader(bytes);
    reader.Varint();
    return reader.failed();
  };
  CHECK_FALSE(fails(std::string(1, '\0')));
  CHECK(fails(""));
  CHECK(fails("\x80"));                                            // ends too early
  CHECK(fails(std::string("\x80\x00", 2)));                        // a needless group
  CHECK(fails("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));        // 65 bits
  CHECK(fails("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));    // 11 groups
  CHECK_FALSE(fails("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));  // 64 bits
}

TEST_CASE("byte codec: after the first part that does not fit everything reads as nothing") {
  std::string bytes;
  PutVarint(bytes, 1000);  // a length beyond the end
  bytes += "abc";
  ByteReader reader(bytes);
  CHECK(reader.Bytes().empty());
  CHECK(reader.failed());
  CHECK(reader.Byte() == 0);
  CHECK(reader.rest().empty());
  CHECK_FALSE(reader.AtCleanEnd());
}

TEST_CASE("byte codec: a 32-bit number refuses more bits") {
  std::string bytes;
  PutVarint(bytes, 1ULL << 32);
  ByteReader reader(bytes);
  reader.Varint32();
  CHECK(reader.failed());
}

}  // namespace anchorledger::storage
