#include "services/events/link_scope.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <string>

#include "anchorledger/api/v1/event.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/partner_reports.h"

namespace anchorledger::events {
namespace {

namespace api = ::anchorledger::api::v1;
namespace pb = ::anchorledger::event::v1;

// Results of one report; a form of a phone has far fewer.
constexpr int kLinkEventsMax = 50;
constexpr std::int32_t kDayBefore = 1;  // where it is still yesterday

base::Status Outside(const std::string& what) {
  return base::MakeError(base::ErrorReason::kPermissionDenied,
                         what + ": a link sends one report and nothing else",
                         {{"scope", "report_link"}});
}

// Nothing is said beside the event, its day, and whose it is, but what it cannot do without: why it
// comes after the anchor has closed its books, and that homes are only planned.
bool IsPlain(const api::ProposedEvent& event) {
  api::ProposedEvent rest = event;
  rest.clear_late_reason();
  if (rest.basis() == pb::BASIS_PROJECTED && rest.payload().has_housing_units_reported()) {
    rest.clear_basis();
  }
  rest.clear_payload();
  rest.clear_effective_on();
  rest.clear_expected_state();
  rest.clear_partnership_id();
  rest.clear_anchor_id();
  return rest.ByteSizeLong() == 0;
}

// Whether each organisation that the event names is this one.
bool IsAbout(const google::protobuf::Message& event, const std::string& organisation) {
  const auto& type = *event.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const std::string& kind = event_types::RuleOf(field).refers_to();
    if ((kind != "partner" && kind != "organisation") || field.is_repeated()) continue;
    const std::string named = event.GetReflection()->GetString(event, &field);
    if (!named.empty() && named != organisation) return false;
  }
  return true;
}

bool HoldsPeriod(const pb::Period& period, base::Date day) {
  return period.from().days() <= day.days && day.days <= period.to().days();
}

}  // namespace

base::Status LinkScope::CheckOpen() const {
  const domain::PartnerReport report = domain::ReadReport(*report_);
  if (report.due != nullptr && report.received == nullptr &&
      report.due->partner_id() == principal_.organisation.value()) {
    return absl::OkStatus();
  }
  return base::MakeError(base::ErrorReason::kRuleBroken,
                         report.received != nullptr ? "the report is in already"
                                                    : "the report is not asked for any more",
                         {{"rule", "report_open"}, {"field", "report_id"}});
}

base::Status LinkScope::CheckRequest(const api::AppendEventsRequest& request) {
  if (request.request_id() != principal_.actor.value()) return Outside("request_id");
  if (request.guards_size() > 0) return Outside("guards");
  if (request.events_size() == 0 || request.events_size() > kLinkEventsMax) {
    return Outside("events");
  }
  AL_ASSIGN_OR_RETURN(report_,
                      cache_.Get(principal_.tenant, domain::ReportStream(scope_.report_id)));
  is_sent_ = domain::ReceiptBy(*report_, principal_.actor.value()) != nullptr;
  if (!is_sent_) AL_RETURN_IF_ERROR(CheckOpen());
  const domain::PartnerReport report = domain::ReadReport(*report_);
  const std::vector<int> types =
      domain::ReportedTypes(report.due == nullptr ? "" : report.due->report_kind());
  for (int i = 0; i < request.events_size(); ++i) {
    const api::ProposedEvent& event = request.events(i);
    const std::string path = "events[" + std::to_string(i) + "]";
    if (!IsPlain(event)) return Outside(path);
    // The receipt comes last, and only once: without it the report would not be in.
    if (i + 1 == request.events_size()) {
      if (event.payload().partner_report_received().report_id() == scope_.report_id) continue;
      return Outside(path);
    }
    const int type = static_cast<int>(event.payload().event_case());
    if (std::find(types.begin(), types.end(), type) == types.end()) return Outside(path);
    if (!IsAbout(*event_types::EventOf(event.payload()), principal_.organisation.value())) {
      return Outside(path);
    }
  }
  return absl::OkStatus();
}

base::Status LinkScope::Narrow(append::AppendCommand& command) const {
  const domain::PartnerReport report = domain::ReadReport(*report_);
  if (report.due != nullptr) {
    const pb::EventHeader& asked = *report.called_in->header;
    for (const append::CommandEvent& event : command.events) {
      const pb::EventHeader& header = *event.header;
      const bool is_theirs =
          (header.anchor_id().empty() || header.anchor_id() == asked.anchor_id() ||
           header.anchor_id() == principal_.organisation.value()) &&
          (header.partnership_id().empty() || header.partnership_id() == asked.partnership_id());
      const base::Date day{header.effective_on().days()};
      const bool is_receipt = event.payload->has_partner_report_received();
      // A receipt from before the link would make a late report look punctual.
      const bool is_then = is_receipt
                               ? day.days + kDayBefore >= base::UtcDateOf(scope_.created_at).days
                               : HoldsPeriod(report.due->period(), day);
      if (!is_theirs || !is_then) return Outside("anchor, partnership or day");
    }
  }
  if (is_sent_) return absl::OkStatus();
  for (storage::StreamExpectation& written : command.expectations) {
    if (written.stream == domain::ReportStream(scope_.report_id)) {
      written.expectation = storage::Expectation::At(report_->revision());
    }
  }
  return absl::OkStatus();
}

}  // namespace anchorledger::events
