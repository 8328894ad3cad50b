// Identifiers and counters that cannot be mistaken for one another. There is no implicit conversion
// in either direction; `value()` is the way out.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace anchorledger::base {

// Text that names one kind of thing. An empty id names nothing.
template <class Tag>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(std::string value) : value_(std::move(value)) {}
  explicit StrongId(std::string_view value) : value_(value) {}
  explicit StrongId(const char* value) : value_(value) {}

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const StrongId&, const StrongId&) = default;
  friend auto operator<=>(const StrongId&, const StrongId&) = default;
  template <typename H>
  friend H AbslHashValue(H state, const StrongId& id) {
    return H::combine(std::move(state), id.value_);
  }

 private:
  std::string value_;
};

// An unsigned number of one kind. Zero means "none" or "before the first".
template <class Tag>
class StrongNumber {
 public:
  constexpr StrongNumber() = default;
  explicit constexpr StrongNumber(std::uint64_t value) : value_(value) {}

  constexpr std::uint64_t value() const { return value_; }
  constexpr StrongNumber Next() const { return StrongNumber(value_ + 1); }
  constexpr StrongNumber Plus(std::uint64_t count) const { return StrongNumber(value_ + count); }

  friend constexpr bool operator==(StrongNumber, StrongNumber) = default;
  friend constexpr auto operator<=>(StrongNumber, StrongNumber) = default;
  template <typename H>
  friend H AbslHashValue(H state, StrongNumber number) {
    return H::combine(std::move(state), number.value_);
  }

 private:
  std::uint64_t value_ = 0;
};

using TenantId = StrongId<struct TenantIdTag>;
using StreamId = StrongId<struct StreamIdTag>;  // "kind/id", unique within a tenant
using RequestId = StrongId<struct RequestIdTag>;
using BatchId = StrongId<struct BatchIdTag>;
using ActorId = StrongId<struct ActorIdTag>;  // opaque, one for each person
using OrganisationId = StrongId<struct OrganisationIdTag>;
using AnchorId = StrongId<struct AnchorIdTag>;
using PartnerId = StrongId<struct PartnerIdTag>;
using PartnershipId = StrongId<struct PartnershipIdTag>;

using Position = StrongNumber<struct PositionTag>;  // place in the log, from 1
using Revision = StrongNumber<struct RevisionTag>;  // place in a stream, from 1; 0: no stream

}  // namespace anchorledger::base

template <class Tag>
struct std::hash<anchorledger::base::StrongId<Tag>> {
  std::size_t operator()(const anchorledger::base::StrongId<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.value());
  }
};

template <class Tag>
struct std::hash<anchorledger::base::StrongNumber<Tag>> {
  std::size_t operator()(anchorledger::base::StrongNumber<Tag> number) const noexcept {
    return std::hash<std::uint64_t>()(number.value());
  }
};
