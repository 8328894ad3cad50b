// The stored bytes of the log, as they were first written. They are read for ever.
#include <rocksdb/env.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "proto/base/hash.h"
#include "storage/log/log_keys.h"
#include "storage/log/record_codec.h"
#include "storage/log/watermark.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::HexEncode;
using base::Position;
using base::Revision;

constexpr LogId kLogId{0x0123456789abcdef};

const std::string kRecord =
    "010123456789abcdef03000000000000010200060a24181e4001096e6574776f726b2d3111696e766573746d"
    "656e742f6c6f616e2d37ac022430623964326630652d366631632d346335322d396438362d36613266386631"
    "663363313101020668656164657297053b5342a1f322b5f89f151d626b6133fd9198d66cd9a8f70be062fa28"
    "0ca75caa031301000102030405060708090a0b0c0d0e0f7061796c6f6164";
const std::string kErased =
    "010123456789abcdef03000000000000010200060a24181e4001096e6574776f726b2d3111696e766573746d"
    "656e742f6c6f616e2d37ac022430623964326630652d366631632d346335322d396438362d36613266386631"
    "663363313101020668656164657297053b5342a1f322b5f89f151d626b6133fd9198d66cd9a8f70be062fa28"
    "0ca75caa031300";

RecordParts Parts() {
  return {.log_id = kLogId,
          .epoch = 3,
          .position = Position{258},
          .recorded_at = base::Instant{1'700'000'000'000'001},
          .tenant = "network-1",
          .stream = "investment/loan-7",
          .revision = Revision{300},
          .request_id = "0b9d2f0e-6f1c-4c52-9d86-6a2f8f1f3c11",
          .request_index = 1,
          .request_count = 2,
          .header = "header",
          .payload = "payload"};
}

PayloadSeal Seal() {
  std::array<uint8_t, 16> salt{};
  for (uint8_t i = 0; i < salt.size(); ++i) salt[i] = i;
  return SealPayload(salt, "payload");
}

}  // namespace

TEST_CASE("stored bytes: a record") {
  std::string bytes;
  EncodeRecord(Parts(), Seal(), bytes);
  CHECK(HexEncode(bytes) == kRecord);
  const auto read = DecodeRecord(*base::HexDecode(kRecord), kLogId, Position{258});
  REQUIRE(read.ok());
  CHECK(read->stream == base::StreamId{"investment/loan-7"});
  CHECK(read->payload == "payload");
}

TEST_CASE("stored bytes: an erased record keeps all but salt and payload") {
  const auto erased = EraseRecord(*base::HexDecode(kRecord), kLogId, Position{258});
  REQUIRE(erased.ok());
  CHECK(HexEncode(*erased) == kErased);
  CHECK(kRecord.starts_with(kErased.substr(0, kErased.size() - 2)));
  const auto read = DecodeRecord(*base::HexDecode(kErased), kLogId, Position{258});
  REQUIRE(read.ok());
  CHECK(read->erased);
  CHECK(read->header == "header");
}

TEST_CASE("stored bytes: the rows of streams and requests") {
  CHECK(HexEncode(LogKey(Position{258})) == "0000000000000102");
  CHECK(HexEncode(StreamKey("t", "a/1", Revision{258})) == "7400612f31000000000000000102");
  CHECK(HexEncode(StreamValue(Position{300})) == "ac02");
  CHECK(HexEncode(RequestKey("t", "r1")) == "74007231");
  RequestRow row{.first = Position{300}, .count = 2, .digest = {}};
  row.digest[0] = 0xaa;
  CHECK(HexEncode(RequestValue(row)) == "ac0202aa" + std::string(62, '0'));
  CHECK(HexEncode(CompleteToKey()) == "00");
  CHECK(HexEncode(CompleteToValue(Position{258})) == "0000000000000102");
}

TEST_CASE("stored bytes: the watermark") {
  const testing::TempFolder folder(testing::Medium::kMemory);
  rocksdb::Env* env = rocksdb::Env::Default();
  const Watermark first{.log_id = kLogId, .epoch = 3, .head = Position{258}};
  {
    const auto file = WatermarkFile::Create(env, folder.path().string(), first);
    REQUIRE(file.ok());
    REQUIRE((*file)->Write({.log_id = kLogId, .epoch = 3, .head = Position{259}}).ok());
  }
  std::ifstream stream(folder / WatermarkFile::FileName(), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  REQUIRE(bytes.size() == 8192);
  CHECK(HexEncode(bytes.substr(0, 44)) ==
        "414c574d41524b3100000000000000000123456789abcdef00000000000000030000000000000102f48d2322");
  CHECK(HexEncode(bytes.substr(4096, 44)) ==
        "414c574d41524b3100000000000000010123456789abcdef0000000000000003000000000000010328d26bbc");
}

TEST_CASE("stored bytes: the id of a log as text") {
  CHECK(FormatLogId(kLogId) == "0123456789abcdef");
  CHECK(FormatLogId(LogId{1}) == "0000000000000001");
}

}  // namespace anchorledger::storage
