// Any bytes may stand where a record is expected: decoding and erasing them answers and never
// fails. What was encoded is decoded as it was, and not at all when a byte has changed, unless the
// change is one that erasing makes.
//
// Input: arbitrary bytes. They are decoded as they are, and also taken for the parts of a record:
// three lengths, the number of a byte to change and its change, then tenant, stream, header,
// payload.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "proto/base/check.h"
#include "storage/log/record_codec.h"

namespace {

namespace base = ::anchorledger::base;
namespace storage = ::anchorledger::storage;

constexpr storage::LogId kLog{7};
constexpr base::Position kPosition{41};
constexpr std::size_t kHeadBytes = 6;

std::string_view Take(std::string_view& bytes, std::size_t length) {
  const std::string_view taken = bytes.substr(0, length);
  bytes.remove_prefix(taken.size());
  return taken;
}

void CheckRoundTrip(std::string_view bytes) {
  const std::string_view head = Take(bytes, kHeadBytes);
  const auto number = [&](std::size_t at) { return static_cast<std::uint8_t>(head[at]); };
  storage::RecordParts parts{.log_id = kLog, .epoch = 1, .position = kPosition};
  parts.tenant = Take(bytes, number(0) % 64);
  parts.stream = Take(bytes, number(1) % 128);
  parts.header = Take(bytes, number(2));
  parts.payload = bytes;
  parts.request_id = "request";
  parts.request_count = 1;
  parts.revision = base::Revision(1);
  const storage::PayloadSeal seal = storage::SealPayload({1, 2, 3}, parts.payload);
  std::string stored;
  storage::EncodeRecord(parts, seal, stored);

  const auto record = storage::DecodeRecord(stored, kLog, kPosition);
  AL_CHECK(record.ok());
  AL_CHECK(record->tenant.value() == parts.tenant && record->stream.value() == parts.stream);
  AL_CHECK(record->header == parts.header && record->payload == parts.payload && !record->erased);
  AL_CHECK(!storage::DecodeRecord(stored, kLog, kPosition.Next()).ok());

  const auto erased = storage::EraseRecord(stored, kLog, kPosition);
  AL_CHECK(erased.ok());
  const auto rest = storage::DecodeRecord(*erased, kLog, kPosition);
  AL_CHECK(rest.ok() && rest->erased && rest->payload.empty() && rest->header == parts.header);

  const std::size_t place = (number(3) << 8U | number(4)) % stored.size();
  if (number(5) == 0) return;
  stored[place] = static_cast<char>(static_cast<std::uint8_t>(stored[place]) ^ number(5));
  AL_CHECK(!storage::DecodeRecord(stored, kLog, kPosition).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  storage::DecodeRecord(bytes, kLog, kPosition).status().IgnoreError();  // that it answers matters
  storage::EraseRecord(bytes, kLog, kPosition).status().IgnoreError();
  if (size >= kHeadBytes) CheckRoundTrip(bytes);
  return 0;
}
