#include "clients/cli/demo/open_reports.h"

namespace anchorledger::cli {
namespace {

using api::v1::ProposedEvent;

constexpr const char* kPartner = "bartlett-market";
constexpr int kMonthsOfQuarter = 3;
constexpr int kDaysToReport = 15;  // after the end of the quarter

// Visible to the partner, and marked as made up.
ProposedEvent Said() {
  ProposedEvent event;
  event.mutable_any();
  event.set_anchor_id("boston-medical-center");
  event.set_partnership_id("bartlett-place");
  event.set_visibility(event::v1::VISIBILITY_PARTNERS);
  auto* evidence = event.add_evidence_refs();
  evidence->set_kind("illustrative");
  evidence->set_reference("demo");
  return event;
}

ProposedEvent Due(const std::string& report_id, const char* kind, base::Period period,
                  base::Date due_on) {
  ProposedEvent event = Said();
  auto& due = *event.mutable_payload()->mutable_partner_report_due();
  due.set_report_id(report_id);
  due.set_partner_id(kPartner);
  due.set_report_kind(kind);
  due.mutable_period()->mutable_from()->set_days(period.from.days);
  due.mutable_period()->mutable_to()->set_days(period.to.days);
  due.mutable_due_on()->set_days(due_on.days);
  due.set_reminder_no(0);
  return event;
}

ProposedEvent Nothing(const std::string& report_id, base::Date received_on) {
  ProposedEvent event = Said();
  auto& received = *event.mutable_payload()->mutable_partner_report_received();
  received.set_report_id(report_id);
  received.mutable_received_on()->set_days(received_on.days);
  received.set_nil(true);
  return event;
}

}  // namespace

OpenReports OpenReportsOn(base::Date today) {
  const base::CivilDate civil = base::ToCivil(today);
  const int months_in = (static_cast<int>(civil.month) - 1) % kMonthsOfQuarter;
  const base::Date begin =
      base::AddMonths(today.PlusDays(1 - static_cast<int>(civil.day)), -months_in);
  const base::Period before{base::AddMonths(begin, -kMonthsOfQuarter), begin.PlusDays(-1)};
  const base::Date due_on = base::AddMonths(begin, kMonthsOfQuarter).PlusDays(kDaysToReport - 1);
  const std::string quarter = base::FormatMonth(base::MonthOf(before.to));
  const std::string jobs = std::string(kPartner) + "-jobs-" + quarter;
  const std::string hires = std::string(kPartner) + "-hires-" + quarter;
  return {.request_id = "demo-open-reports-" + quarter,
          .events = {Due(jobs, "jobs", before, due_on), Due(hires, "hires", before, due_on),
                     Nothing(hires, begin)}};
}

}  // namespace anchorledger::cli
