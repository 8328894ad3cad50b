#include "tests/support/draft.h"

#include <google/protobuf/message.h>

#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/check.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr std::string_view kDefaultAnchor = "anchor-1";

base::Money MoneyOf(std::int64_t minor, std::string_view currency) {
  const auto parsed = base::ParseCurrency(currency);
  AL_CHECK(parsed.ok());
  return {minor, *parsed};
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

base::Date Day(std::string_view iso) {
  const auto day = base::ParseIsoDate(iso);
  AL_CHECK(day.ok());
  return *day;
}

base::Money Usd(std::int64_t minor) { return MoneyOf(minor, "USD"); }
base::Money Gbp(std::int64_t minor) { return MoneyOf(minor, "GBP"); }

Draft::Draft(pb::EventPayload payload)
    : header_(std::make_unique<pb::EventHeader>()),
      payload_(std::make_unique<pb::EventPayload>(std::move(payload))) {}

Draft::Draft(const Draft& other)
    : header_(std::make_unique<pb::EventHeader>(*other.header_)),
      payload_(std::make_unique<pb::EventPayload>(*other.payload_)) {}

Draft& Draft::operator=(const Draft& other) {
  Draft copy(other);
  *this = std::move(copy);
  return *this;
}

Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

Draft& Draft::On(std::string_view iso) { return On(Day(iso)); }

Draft& Draft::On(base::Date day) {
  header_->mutable_effective_on()->set_days(day.days);
  return *this;
}

Draft& Draft::Anchor(std::string_view anchor_id) {
  header_->set_anchor_id(std::string(anchor_id));
  return *this;
}

Draft& Draft::Facility(std::string_view facility_id) {
  header_->set_facility_id(std::string(facility_id));
  return *this;
}

Draft& Draft::Partnership(std::string_view partnership_id) {
  header_->set_partnership_id(std::string(partnership_id));
  return *this;
}

Draft& Draft::By(pb::Role role) {
  header_->set_actor_role(role);
  return *this;
}

Draft& Draft::From(std::string_view org_id) {
  header_->set_actor_org_id(std::string(org_id));
  return *this;
}

Draft& Draft::Late(std::string_view late_reason) {
  header_->set_late_reason(std::string(late_reason));
  return *this;
}

Draft& Draft::Reason(std::string_view reason_code) {
  header_->set_reason_code(std::string(reason_code));
  return *this;
}

Draft& Draft::WithBasis(pb::Basis basis) {
  header_->set_basis(basis);
  return *this;
}

Draft& Draft::WithVisibility(pb::Visibility visibility) {
  header_->set_visibility(visibility);
  return *this;
}

Draft& Draft::Corroborates(std::uint64_t position) {
  header_->set_corroborates_position(position);
  return *this;
}

Draft& Draft::Batch(std::string_view batch_id) {
  header_->set_batch_id(std::string(batch_id));
  return *this;
}

Draft& Draft::Set(std::string_view path, std::string_view text) {
  return SetJson(path, Quoted(text));
}

Draft& Draft::Set(std::string_view path, std::int64_t number) {
  return SetJson(path, std::to_string(number));
}

Draft& Draft::Set(std::string_view path, bool flag) {
  return SetJson(path, flag ? "true" : "false");
}

Draft& Draft::Set(std::string_view path, base::Date day) {
  return SetJson(path, "{\"days\":" + std::to_string(day.days) + "}");
}

Draft& Draft::Set(std::string_view path, base::Money money) {
  return SetJson(path, "{\"minor\":\"" + std::to_string(money.minor) + "\",\"currency\":\"" +
                           std::string(money.currency.code()) + "\"}");
}

Draft& Draft::SetJson(std::string_view path, std::string_view json) {
  const base::Status status =
      event_types::SetFieldJson(event_types::MutableEventOf(*payload_), path, std::string(json));
  AL_CHECK(status.ok());
  return *this;
}

Draft& Draft::Clear(std::string_view path) {
  const base::Status status =
      event_types::SetFieldJson(event_types::MutableEventOf(*payload_), path, std::nullopt);
  AL_CHECK(status.ok());
  return *this;
}

int Draft::type() const { return static_cast<int>(payload_->event_case()); }

std::string Draft::InWords() const { return payload_->ShortDebugString(); }

domain::ProposedEvent Draft::Propose(base::Date today, const base::StreamId& target_stream) const {
  const event_types::EventType* type = event_types::TypeOf(*payload_);
  AL_CHECK(type != nullptr);
  auto header = std::make_shared<pb::EventHeader>(*header_);
  if (header->anchor_id().empty() && type->rule->anchor() == pb::PRESENCE_REQUIRED) {
    header->set_anchor_id(std::string(kDefaultAnchor));
  }
  if (header->actor_role() == pb::ROLE_UNSPECIFIED) {
    header->set_actor_role(static_cast<pb::Role>(type->rule->roles(0)));
  }
  if (header->actor_org_id().empty()) header->set_actor_org_id(std::string(kDefaultAnchor));
  header->set_actor_ref("actor-1");
  event_types::CompleteHeader(*payload_, today, *header);

  domain::ProposedEvent proposed;
  proposed.stream = target_stream;
  if (!event_types::LiesInTargetStream(type->number)) {
    const auto stream = event_types::StreamFor(*header, *payload_);
    AL_CHECK(stream.ok());
    proposed.stream = *stream;
  }
  proposed.header = std::move(header);
  proposed.payload = std::make_shared<pb::EventPayload>(*payload_);
  return proposed;
}

}  // namespace anchorledger::testing
