#include "services/import/row_pairing.h"

#include <google/protobuf/message.h>

#include <algorithm>
#include <deque>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::importing {
namespace {

// Never 0, which means that there is none.
std::uint64_t NonZero(const Fingerprint& fingerprint) {
  return std::max<std::uint64_t>(ShortForm(fingerprint), 1);
}

void SetRules(const CompiledEmit& emit, const event::v1::EventPayload& payload,
              RowFeatures& features) {
  const google::protobuf::Message& fields = *event_types::EventOf(payload);
  for (std::size_t at = 0; at < emit.pairings.size() && at < kPairingRulesMax; ++at) {
    ListHasher hasher;
    hasher.Add(static_cast<std::uint64_t>(emit.event_type));
    hasher.Add(at);
    for (const FieldTarget& target : emit.pairings[at]) {
      const auto json = event_types::GetFieldJson(fields, target.path());
      hasher.Add(json.ok() ? json->value_or("") : "");
    }
    features.rules[at] = NonZero(hasher.Finish());
  }
}

const CompiledEmit* EmitOf(const CompiledProfile& profile, int event_type) {
  for (const CompiledEmit& emit : profile.emits) {
    if (!emit.first_use && emit.event_type == event_type) return &emit;
  }
  return nullptr;
}

// Rows waiting under one feature, in order.
using Waiting = absl::flat_hash_map<std::uint64_t, std::deque<std::size_t>>;

void PairBy(std::span<const LeftRow> left, std::span<const VanishedRow> vanished, bool equal,
            std::uint64_t (*feature)(const RowFeatures&, std::size_t), std::size_t rule,
            std::vector<bool>& taken, std::vector<std::optional<RowPair>>& pairs) {
  Waiting waiting;
  for (std::size_t at = 0; at < vanished.size(); ++at) {
    const std::uint64_t value = feature(vanished[at].features, rule);
    if (!taken[at] && value != 0) waiting[value].push_back(at);
  }
  for (std::size_t at = 0; at < left.size(); ++at) {
    if (pairs[at].has_value()) continue;
    const auto found = waiting.find(feature(left[at].features, rule));
    if (found == waiting.end() || found->second.empty()) continue;
    const std::size_t partner = found->second.front();
    found->second.pop_front();
    taken[partner] = true;
    pairs[at] = RowPair{partner, equal};
  }
}

}  // namespace

RowFeatures FeaturesOf(const MappedRow& row) {
  RowFeatures features;
  features.content = NonZero(row.content);
  for (const MappedEvent& event : row.events) {
    if (event.emit->first_use) continue;
    SetRules(*event.emit, *event.payload, features);
    break;
  }
  return features;
}

std::optional<RowFeatures> FeaturesOf(const CompiledProfile& profile, const PriorRow& prior) {
  RowFeatures features;
  std::string content;
  bool first = true;
  for (const PriorItem& item : prior.items) {
    if (item.gone) continue;
    const CompiledEmit* emit = EmitOf(profile, item.entry->type);
    if (emit == nullptr) return std::nullopt;
    content.append(ImportedContent(*emit, item));
    if (first) SetRules(*emit, *item.imported.payload, features);
    first = false;
  }
  if (first) return std::nullopt;
  ListHasher hasher;
  hasher.Add(content);
  features.content = NonZero(hasher.Finish());
  return features;
}

std::vector<std::optional<RowPair>> PairRows(std::span<const LeftRow> left,
                                             std::span<const VanishedRow> vanished) {
  std::vector<std::optional<RowPair>> pairs(left.size());
  std::vector<bool> taken(vanished.size(), false);
  const auto content = [](const RowFeatures& features, std::size_t) { return features.content; };
  const auto by_rule = [](const RowFeatures& features, std::size_t rule) {
    return features.rules[rule];
  };
  PairBy(left, vanished, /*equal=*/true, content, 0, taken, pairs);
  for (std::size_t rule = 0; rule < kPairingRulesMax; ++rule) {
    PairBy(left, vanished, /*equal=*/false, by_rule, rule, taken, pairs);
  }
  return pairs;
}

}  // namespace anchorledger::importing
