#include "services/domain/partner_reports.h"

#include <array>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/event_types/event_placement.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

constexpr std::array<std::pair<std::string_view, int>, 6> kTypeOfKind = {{
    {"jobs", pb::EventPayload::kJobsReported},
    {"housing", pb::EventPayload::kHousingUnitsReported},
    {"hires", pb::EventPayload::kHireRecorded},
    {"cohort", pb::EventPayload::kPipelineCohortReported},
    {"retention", pb::EventPayload::kRetentionReported},
    {"wages", pb::EventPayload::kWageReported},
}};

}  // namespace

base::StreamId ReportStream(std::string_view report_id) {
  return event_types::StreamNamed("report", report_id);
}

PartnerReport ReadReport(const History& report) {
  PartnerReport found;
  report.Each<pb::PartnerReportDue>([&](const Entry& entry, const pb::PartnerReportDue& due) {
    found.called_in = &entry;
    found.due = &due;
  });
  report.Each<pb::PartnerReportReceived>([&](const Entry& entry, const pb::PartnerReportReceived&) {
    if (found.received == nullptr) found.received = &entry;
  });
  return found;
}

const Entry* ReceiptBy(const History& report, std::string_view actor) {
  for (std::size_t i = 0; i < report.size(); ++i) {
    const Entry& entry = report.at(i);
    if (entry.type == pb::EventPayload::kPartnerReportReceived &&
        entry.recorded_header->actor_ref() == actor) {
      return &entry;
    }
  }
  return nullptr;
}

std::vector<int> ReportedTypes(std::string_view report_kind) {
  std::vector<int> all;
  for (const auto& [kind, type] : kTypeOfKind) {
    if (kind == report_kind) return {type};
    all.push_back(type);
  }
  return all;
}

}  // namespace anchorledger::domain
