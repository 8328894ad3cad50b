// Which events there are of a type, of a partnership, of an anchor, ...: positions, packed.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "services/projections/block_lists.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// Numbers are stored: never reused.
enum class PostingKind : std::uint8_t {
  kType = 1,         // id: number of the event type
  kPartnership = 2,  // id: symbol, as are all that follow
  kAnchor = 3,
  kBatch = 4,         // import batch
  kMonth = 5,         // id: month of effective_on, counted from 1900-01
  kSupplier = 6,      // purchases, reversals, credits, awards
  kOrganisation = 7,  // employer, payee, borrower, reporter, recipient, supplier's organisation
  kName = 8,          // id: "<number of the index>/<key>" of domain::NameKeysOf
  kNamed = 9,         // id: stream that is named, where no list above covers it: "contract/c-1"
  kOfSupplier = 10,   // what is about a supplier (event_keys.h) and not in its list above
  kOfPartner = 11,    // the same of a partner and its list of organisations
  kActor = 12,        // who recorded it
  kActorOrganisation = 13,
  kLate = 14,  // id: 1
};

struct PostingKey {
  Symbol tenant = 0;
  PostingKind kind = PostingKind::kType;
  std::uint32_t id = 0;
  bool operator==(const PostingKey&) const = default;

  template <typename H>
  friend H AbslHashValue(H state, const PostingKey& key) {
    const std::uint64_t list = std::uint64_t{key.tenant} << 8 | static_cast<std::uint8_t>(key.kind);
    return H::combine(std::move(state), list ^ std::uint64_t{key.id} << 32);
  }
  void Pack(std::string& out) const {
    PackKey32(tenant, out);
    out.push_back(static_cast<char>(kind));
    PackKey32(id, out);
  }
};

struct Posting {
  std::uint64_t position = 0;
  // The day by which dependants are chosen: effective_on, or the invoice date of a reversal.
  std::int32_t day = 0;
  // Not for readers: the event at `position` does not itself belong here, but what it corrects or
  // depends on does.
  bool hidden = false;
};

struct PostingCodec {
  using Entry = Posting;
  struct State {
    std::uint64_t position = 0;
    std::int64_t day = 0;
  };
  static constexpr std::uint32_t kBlockEntries = 128;

  // varint (position since the entry before) * 2 + (1 when hidden), signed days since it
  static void Pack(const Posting& entry, State& state, std::string& out) {
    char bytes[2 * kVarintBytesMax];
    char* at = WriteVarint((entry.position - state.position) * 2 + (entry.hidden ? 1 : 0), bytes);
    at = WriteVarint(ZigZag(entry.day - state.day), at);
    out.append(bytes, static_cast<std::size_t>(at - bytes));
    state.position = entry.position;
    state.day = entry.day;
  }
  static Posting Unpack(Unpacker& bytes, State& state) {
    const std::uint64_t head = bytes.Varint();
    Posting entry;
    entry.position = state.position + head / 2;
    entry.hidden = (head & 1) != 0;
    entry.day = static_cast<std::int32_t>(state.day + bytes.Signed());
    state.position = entry.position;
    state.day = entry.day;
    return entry;
  }
};

inline constexpr char kPostingTable = 'P';
using PostingLists = BlockLists<PostingKey, PostingCodec>;

}  // namespace anchorledger::projections
