#include "services/events/event_filter.h"

#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/limits.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::events {
namespace {

namespace api = ::anchorledger::api::v1;
using base::ErrorReason;
using base::FieldViolation;

// Collects what is wrong with a filter.
class Violations {
 public:
  explicit Violations(std::string_view path) : path_(path) {}
  void Add(const std::string& field, const std::string& what) {
    list_.push_back({path_ + '.' + field, what, ErrorReason::kFieldInvalid});
  }
  std::string Id(const std::string& field, const std::string& value) {
    if (value.size() > base::kStreamIdBytesMax) {
      Add(field, "has " + std::to_string(value.size()) + " bytes, which no id has");
    }
    return value;
  }
  std::vector<FieldViolation> Take() { return std::move(list_); }
  bool empty() const { return list_.empty(); }

 private:
  const std::string path_;
  std::vector<FieldViolation> list_;
};

std::unordered_set<uint32_t> ParseTypes(const api::EventFilter& filter, Violations& violations) {
  std::unordered_set<uint32_t> types;
  if (static_cast<size_t>(filter.event_types_size()) > base::kFilterTypesMax) {
    violations.Add("event_types", "at most " + std::to_string(base::kFilterTypesMax));
    return types;
  }
  for (int i = 0; i < filter.event_types_size(); ++i) {
    const auto* type = event_types::FindEventTypeByName(filter.event_types(i));
    if (type == nullptr) {
      violations.Add("event_types[" + std::to_string(i) + "]",
                     "is " + filter.event_types(i) + ", which is no event type");
    } else {
      types.insert(static_cast<uint32_t>(type->number));
    }
  }
  return types;
}

std::optional<base::Date> ParseDate(bool present, int32_t days) {
  return present ? std::optional(base::Date{days}) : std::nullopt;
}

std::optional<base::Instant> ParseTime(bool present, const google::protobuf::Timestamp& time,
                                       const std::string& field, Violations& violations) {
  if (!present) {
    return std::nullopt;
  }
  constexpr int64_t kSecondsMax = int64_t{1} << 40;  // far beyond any date that is accepted
  constexpr int32_t kNanosMax = 999'999'999;
  if (time.seconds() < 0 || time.seconds() > kSecondsMax || time.nanos() < 0 ||
      time.nanos() > kNanosMax) {
    violations.Add(field, "is out of range");
    return std::nullopt;
  }
  // Rounded up, so that "from" and "before" keep their meaning at microseconds.
  return base::Instant{time.seconds() * base::kMicrosPerSecond + (time.nanos() + 999) / 1000};
}

}  // namespace

base::StatusOr<EventFilter> EventFilter::Parse(const api::EventFilter& filter,
                                               std::string_view path) {
  Violations violations(path);
  EventFilter parsed;
  parsed.stream_ = base::StreamId(violations.Id("stream", filter.stream()));
  parsed.types_ = ParseTypes(filter, violations);
  parsed.partnership_id_ = violations.Id("partnership_id", filter.partnership_id());
  parsed.anchor_id_ = violations.Id("anchor_id", filter.anchor_id());
  parsed.batch_id_ = violations.Id("batch_id", filter.batch_id());
  parsed.actor_ref_ = violations.Id("actor_ref", filter.actor_ref());
  parsed.actor_org_id_ = violations.Id("actor_org_id", filter.actor_org_id());
  parsed.late_only_ = filter.late_only();
  const auto add_thing = [&](const char* kind, const std::string& field, const std::string& id) {
    if (id.empty()) return;
    parsed.things_.push_back(event_types::StreamNamed(kind, violations.Id(field, id)));
  };
  parsed.supplier_id_ = filter.supplier_id();
  parsed.partner_id_ = filter.partner_id();
  add_thing("supplier", "supplier_id", filter.supplier_id());
  add_thing("partner", "partner_id", filter.partner_id());
  parsed.effective_from_ = ParseDate(filter.has_effective_from(), filter.effective_from().days());
  parsed.effective_to_ = ParseDate(filter.has_effective_to(), filter.effective_to().days());
  parsed.recorded_from_ =
      ParseTime(filter.has_recorded_from(), filter.recorded_from(), "recorded_from", violations);
  parsed.recorded_before_ = ParseTime(filter.has_recorded_before(), filter.recorded_before(),
                                      "recorded_before", violations);
  if (!violations.empty()) {
    return base::InvalidFields(violations.Take());
  }
  // A filter has no maps and no unknown fields, so its bytes are its identity.
  parsed.digest_ = base::Sha256(filter.SerializeAsString());
  return parsed;
}

bool EventFilter::MatchesRecord(const storage::Record& record) const {
  return (stream_.empty() || record.stream == stream_) &&
         (!recorded_from_ || record.recorded_at >= *recorded_from_) &&
         (!recorded_before_ || record.recorded_at < *recorded_before_);
}

bool EventFilter::MatchesHeader(const event::v1::EventHeader& header) const {
  const base::Date effective_on{header.effective_on().days()};
  return (types_.empty() || types_.contains(header.event_type())) &&
         (partnership_id_.empty() || header.partnership_id() == partnership_id_) &&
         (anchor_id_.empty() || header.anchor_id() == anchor_id_) &&
         (batch_id_.empty() || header.batch_id() == batch_id_) &&
         (actor_ref_.empty() || header.actor_ref() == actor_ref_) &&
         (actor_org_id_.empty() || header.actor_org_id() == actor_org_id_) &&
         (!late_only_ || header.late()) && (!effective_from_ || effective_on >= *effective_from_) &&
         (!effective_to_ || effective_on <= *effective_to_);
}

projections::EventQuery EventFilter::ListedBy(const base::TenantId& tenant) const {
  projections::EventQuery query{.tenant = tenant.value(),
                                .types = {types_.begin(), types_.end()},
                                .partnership = partnership_id_,
                                .anchor = anchor_id_,
                                .batch = batch_id_,
                                .effective = std::nullopt,
                                .supplier = supplier_id_,
                                .partner = partner_id_,
                                .actor = actor_ref_,
                                .actor_organisation = actor_org_id_,
                                .late = late_only_};
  if (effective_from_ || effective_to_) {
    query.effective = base::Period{effective_from_.value_or(base::kFirstDate),
                                   effective_to_.value_or(base::kLastDate)};
  }
  return query;
}

}  // namespace anchorledger::events
