// The stored form of any record reads back as it was, and no single flipped bit goes unnoticed.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "storage/log/record_codec.h"

namespace anchorledger::storage {
namespace {

struct Encoded {
  std::string tenant = *rc::gen::nonEmpty<std::string>();
  std::string stream = *rc::gen::nonEmpty<std::string>();
  std::string request_id = *rc::gen::nonEmpty<std::string>();
  std::string header = *rc::gen::arbitrary<std::string>();
  std::string payload = *rc::gen::arbitrary<std::string>();
  std::array<uint8_t, 16> salt =
      *rc::gen::container<std::array<uint8_t, 16>>(rc::gen::arbitrary<uint8_t>());
  RecordParts parts{.log_id = LogId{*rc::gen::arbitrary<uint64_t>()},
                    .epoch = *rc::gen::arbitrary<uint32_t>(),
                    .position = base::Position{*rc::gen::arbitrary<uint64_t>()},
                    .recorded_at = base::Instant{*rc::gen::arbitrary<int64_t>()},
                    .tenant = tenant,
                    .stream = stream,
                    .revision = base::Revision{*rc::gen::arbitrary<uint64_t>()},
                    .request_id = request_id,
                    .request_index = *rc::gen::arbitrary<uint32_t>(),
                    .request_count = *rc::gen::arbitrary<uint32_t>(),
                    .header = header,
                    .payload = payload};
  std::string bytes;

  Encoded() { EncodeRecord(parts, SealPayload(salt, payload), bytes); }

  Record Expected() const {
    return {.position = parts.position,
            .tenant = base::TenantId{tenant},
            .stream = base::StreamId{stream},
            .revision = parts.revision,
            .recorded_at = parts.recorded_at,
            .epoch = parts.epoch,
            .request_id = request_id,
            .request_index = parts.request_index,
            .request_count = parts.request_count,
            .header = header,
            .payload = payload};
  }
};

}  // namespace

TEST_CASE("record: any record reads back as it was written") {
  CHECK(rc::check("round trip", [] {
    const Encoded encoded;
    const auto decoded = DecodeRecord(encoded.bytes, encoded.parts.log_id, encoded.parts.position);
    RC_ASSERT(decoded.ok());
    RC_ASSERT(*decoded == encoded.Expected());
  }));
}

TEST_CASE("record: erasing takes the payload and leaves a record that verifies") {
  CHECK(rc::check("erase", [] {
    const Encoded encoded;
    const auto erased = EraseRecord(encoded.bytes, encoded.parts.log_id, encoded.parts.position);
    RC_ASSERT(erased.ok());
    const auto decoded = DecodeRecord(*erased, encoded.parts.log_id, encoded.parts.position);
    RC_ASSERT(decoded.ok());
    Record expected = encoded.Expected();
    expected.payload.clear();
    expected.erased = true;
    RC_ASSERT(*decoded == expected);
    const auto again = EraseRecord(*erased, encoded.parts.log_id, encoded.parts.position);
    RC_ASSERT(*again == *erased);
  }));
}

TEST_CASE("record: a flipped bit or a cut is always noticed") {
  CHECK(rc::check("damage", [] {
    const Encoded encoded;
    const bool cut = *rc::gen::arbitrary<bool>();
    const size_t place = *rc::gen::inRange<size_t>(0, encoded.bytes.size());
    std::string damaged = encoded.bytes;
    if (cut) {
      damaged.resize(place);
    } else {
      damaged[place] = static_cast<char>(damaged[place] ^ (1 << *rc::gen::inRange(0, 8)));
    }
    RC_ASSERT(!DecodeRecord(damaged, encoded.parts.log_id, encoded.parts.position).ok());
  }));
}

}  // namespace anchorledger::storage
