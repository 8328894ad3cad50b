#include "services/domain/history.h"

#include <algorithm>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/amendment.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// Sets what is in force; the recorded version stays.
void SetInForce(Entry& entry, HeaderPtr header, PayloadPtr payload) {
  entry.header = std::move(header);
  entry.payload = std::move(payload);
  entry.event = entry.payload == nullptr ? nullptr : event_types::EventOf(*entry.payload);
  entry.event_type = entry.event == nullptr ? nullptr : entry.event->GetDescriptor();
  entry.effective_on = base::Date{entry.header->effective_on().days()};
}

}  // namespace

bool Entry::is_correction() const {
  return type == pb::EventPayload::kEventAmended || type == pb::EventPayload::kEventVoided;
}

History History::ForkOf(std::shared_ptr<const History> base) {
  History fork;
  fork.base_size_ = base->size();
  fork.base_ = std::move(base);
  return fork;
}

void History::Apply(const RecordedEvent& event) {
  Entry entry;
  entry.position = event.position;
  entry.recorded_at = event.recorded_at;
  entry.recorded_header = event.header;
  entry.recorded_payload = event.payload;
  entry.type = event.payload == nullptr ? static_cast<int>(event.header->event_type())
                                        : static_cast<int>(event.payload->event_case());
  SetInForce(entry, event.header, event.payload);
  own_.push_back(std::move(entry));

  const Entry& applied = own_.back();
  if (const auto* amended = applied.As<pb::EventAmended>(); amended != nullptr) {
    Recompute(IndexOf(base::Position(amended->target_position())));
  } else if (const auto* voided = applied.As<pb::EventVoided>(); voided != nullptr) {
    ApplyVoid(base::Position(voided->target_position()));
  }
}

void History::ApplyVoid(base::Position target) {
  const std::size_t index = IndexOf(target);
  if (index == size()) return;
  Entry& entry = Mutable(index);
  entry.voided = true;
  // A voided amendment gives its target the earlier values back.
  if (const auto* amended = entry.As<pb::EventAmended>(); amended != nullptr) {
    Recompute(IndexOf(base::Position(amended->target_position())));
  }
}

void History::Recompute(std::size_t index) {
  if (index == size()) return;
  Entry& entry = Mutable(index);
  if (entry.recorded_payload == nullptr) return;
  EventVersion version{entry.recorded_header, entry.recorded_payload};
  const std::vector<const Entry*> amendments = AmendmentsOf(entry.position);
  for (const Entry* amendment : amendments) {
    version = Amend(version, *amendment->As<pb::EventAmended>());
  }
  entry.amended = !amendments.empty();
  SetInForce(entry, std::move(version.header), std::move(version.payload));
}

const Entry& History::at(std::size_t index) const {
  if (index >= base_size_) return own_[index - base_size_];
  if (const auto replaced = replaced_.find(index); replaced != replaced_.end()) {
    return replaced->second;
  }
  return base_->at(index);
}

Entry& History::Mutable(std::size_t index) {
  if (index >= base_size_) return own_[index - base_size_];
  return replaced_.try_emplace(index, base_->at(index)).first->second;
}

std::size_t History::IndexOf(base::Position position) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (at(middle).position < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < size() && at(low).position == position ? low : size();
}

const Entry* History::Find(base::Position position) const {
  const std::size_t index = IndexOf(position);
  return index == size() ? nullptr : &at(index);
}

const Entry* History::Opening() const {
  for (std::size_t i = 0; i < size(); ++i) {
    const Entry& entry = at(i);
    if (entry.in_force() && !entry.is_correction()) return &entry;
  }
  return nullptr;
}

std::vector<const Entry*> History::ByDate() const {
  std::vector<const Entry*> entries;
  entries.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    const Entry& entry = at(i);
    if (entry.in_force() && !entry.is_correction()) entries.push_back(&entry);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) {
    return std::pair(a->effective_on, a->position) < std::pair(b->effective_on, b->position);
  });
  return entries;
}

std::vector<const Entry*> History::AmendmentsOf(base::Position target) const {
  std::vector<const Entry*> amendments;
  Each<pb::EventAmended>([&](const Entry& entry, const pb::EventAmended& amended) {
    if (amended.target_position() == target.value()) amendments.push_back(&entry);
  });
  return amendments;
}

}  // namespace anchorledger::domain
