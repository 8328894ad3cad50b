#include "services/projections/journal.h"

// entry = varint position since the entry before,
//         varint (position - event) * 2 + (1 when the fact went),
//         signed days since the entry before,
//         varint dimensions, varint entity, varint entity2 * 2 + (1 when a link follows), [link],
//         byte shape, signed measures
// shape: bit n (0..3) = measure n is given; bit 4 = measure 1 equals measure 0 and is not given,
//        which is what a purchase looks like. What is not given is zero.

namespace anchorledger::projections {
namespace {

constexpr std::uint8_t kSecondEqualsFirst = 0x10;

}  // namespace

TableKey UnpackTableKey(std::string_view bytes) {
  return {.tenant = UnpackKey32(bytes),
          .kind = bytes.size() > 4 ? static_cast<FactKind>(bytes[4]) : FactKind::kNone,
          .anchor = bytes.size() >= kTableKeyBytes ? UnpackKey32(bytes.substr(5)) : 0};
}

void JournalCodec::Pack(const JournalEntry& entry, State& state, std::string& out) {
  char bytes[(7 + kMeasuresMax) * kVarintBytesMax + 1];
  char* at = WriteVarint(entry.position - state.position, bytes);
  at = WriteVarint((entry.position - entry.event) * 2 + (entry.sign < 0 ? 1 : 0), at);
  at = WriteVarint(ZigZag(entry.day - state.day), at);
  at = WriteVarint(entry.dimensions, at);
  at = WriteVarint(entry.entity, at);
  at = WriteVarint(std::uint64_t{entry.entity2} * 2 + (entry.link != 0 ? 1 : 0), at);
  if (entry.link != 0) at = WriteVarint(entry.link, at);
  state.position = entry.position;
  state.day = entry.day;

  std::uint8_t shape = 0;
  const bool equal = entry.measures[0] != 0 && entry.measures[0] == entry.measures[1];
  if (equal) shape |= kSecondEqualsFirst;
  for (std::size_t i = 0; i < kMeasuresMax; ++i) {
    if (entry.measures[i] != 0 && !(equal && i == 1)) {
      shape = static_cast<std::uint8_t>(shape | 1U << i);
    }
  }
  *at++ = static_cast<char>(shape);
  for (std::size_t i = 0; i < kMeasuresMax; ++i) {
    if ((shape >> i & 1U) != 0) at = WriteVarint(ZigZag(entry.measures[i]), at);
  }
  out.append(bytes, static_cast<std::size_t>(at - bytes));
}

JournalEntry JournalCodec::Unpack(Unpacker& bytes, State& state) {
  JournalEntry entry;
  entry.position = state.position + bytes.Varint();
  const std::uint64_t origin = bytes.Varint();
  entry.event = entry.position - origin / 2;
  entry.sign = (origin & 1) != 0 ? -1 : 1;
  entry.day = static_cast<std::int32_t>(state.day + bytes.Signed());
  entry.dimensions = bytes.Varint32();
  entry.entity = bytes.Varint32();
  const std::uint64_t second = bytes.Varint();
  entry.entity2 = static_cast<Symbol>(second / 2);
  if ((second & 1) != 0) entry.link = bytes.Varint32();
  state.position = entry.position;
  state.day = entry.day;

  const std::uint8_t shape = bytes.Byte();
  for (std::size_t i = 0; i < kMeasuresMax; ++i) {
    if ((shape >> i & 1U) != 0) entry.measures[i] = bytes.Signed();
  }
  if ((shape & kSecondEqualsFirst) != 0) entry.measures[1] = entry.measures[0];
  return entry;
}

}  // namespace anchorledger::projections
