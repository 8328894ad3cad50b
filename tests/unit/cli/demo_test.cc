#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "clients/cli/demo/metric_matrix.h"
#include "clients/cli/demo/network.h"
#include "clients/cli/demo/open_reports.h"
#include "clients/cli/demo/scenario.h"
#include "services/domain/event_types/check_fields.h"
#include "services/domain/event_types/event_placement.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::cli {
namespace {

using api::v1::ProposedEvent;

constexpr base::Date kToday{20'778};  // 2026-11-21

// The header as the server completes it, as far as the fields of one event need it.
event::v1::EventHeader HeaderOf(const ProposedEvent& proposed) {
  event::v1::EventHeader header;
  if (proposed.has_effective_on()) *header.mutable_effective_on() = proposed.effective_on();
  header.set_anchor_id(proposed.anchor_id());
  header.set_partnership_id(proposed.partnership_id());
  *header.mutable_evidence_refs() = proposed.evidence_refs();
  header.set_actor_ref("demo");
  header.set_actor_org_id("network");
  header.set_actor_role(event::v1::ROLE_STW);
  event_types::CompleteHeader(proposed.payload(), kToday, header);
  return header;
}

std::string Faults(const ProposedEvent& proposed) {
  std::string faults;
  for (const auto& violation :
       event_types::CheckFields(HeaderOf(proposed), proposed.payload(), {"event", kToday})) {
    faults += violation.field + ": " + violation.description + "\n";
  }
  return faults;
}

TEST_CASE("every entry of the demo is a well-formed event") {
  std::set<std::string> strategies;
  for (const Scenario& scenario : DemoScenarios()) {
    std::map<std::string, std::uint64_t> positions;
    std::set<std::string> phases;
    std::uint64_t position = 0;
    for (const Json& entry : scenario.entries) {
      INFO(scenario.partnership << ": " << entry.dump());
      const auto event = EventOf(scenario, entry, positions);
      REQUIRE(base::ToString(event.status()) == "OK");
      CHECK(Faults(*event).empty());
      if (entry.contains("label")) positions[entry["label"]] = ++position;
      if (entry["event"] == "phase_entered") phases.insert(entry["of"]["phase"]);
    }
    CHECK(phases ==
          std::set<std::string>{"motivation", "initiation", "implementation", "evaluation"});
  }
}

TEST_CASE("published figures of the demo name their source, all others are illustrative") {
  int published = 0;
  for (const Scenario& scenario : DemoScenarios()) {
    for (Json entry : scenario.entries) {
      if (entry["of"].contains("evidence_positions")) continue;
      const auto event = EventOf(scenario, entry, {});
      REQUIRE(event->evidence_refs_size() == 1);
      const bool figure = entry.contains("figure");
      CHECK(event->evidence_refs(0).kind() == (figure ? "published_figure" : "illustrative"));
      if (figure) CHECK(event->evidence_refs(0).reference() == entry["figure"].get<std::string>());
      published += figure ? 1 : 0;
    }
  }
  CHECK(published >= 20);
}

TEST_CASE("an entry that names a label nobody carries is refused") {
  const Scenario scenario{"p", "a", Json::array()};
  const Json entry = Json::parse(
      R"({"on": "2020-01-01", "event": "event_voided", "of": {"target_position": "@nobody"}})");
  CHECK_REASON(EventOf(scenario, entry, {}), kReferenceUnknown);
}

TEST_CASE("the demo's partner owes one report all quarter long, due ahead, and has sent another") {
  const OpenReports on_first = OpenReportsOn(*base::ParseIsoDate("2026-10-01"));
  const OpenReports on_last = OpenReportsOn(*base::ParseIsoDate("2026-12-31"));
  const OpenReports next = OpenReportsOn(*base::ParseIsoDate("2027-01-01"));
  CHECK(on_first.request_id == on_last.request_id);
  CHECK(on_first.request_id != next.request_id);
  REQUIRE(on_first.events.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(Faults(on_first.events[i]).empty());
    CHECK(on_first.events[i].SerializeAsString() == on_last.events[i].SerializeAsString());
  }
  const auto& due = on_first.events[0].payload().partner_report_due();
  CHECK(base::FormatIsoDate({due.period().from().days()}) == "2026-07-01");
  CHECK(base::FormatIsoDate({due.period().to().days()}) == "2026-09-30");
  CHECK(base::FormatIsoDate({due.due_on().days()}) == "2027-01-15");
  const auto& sent = on_first.events[2].payload().partner_report_received();
  CHECK(sent.report_id() == on_first.events[1].payload().partner_report_due().report_id());
  CHECK(base::FormatIsoDate({sent.received_on().days()}) == "2026-10-01");
}

std::vector<ProposedEvent> Everything(const NetworkSize& size) {
  Network network(size);
  std::vector<ProposedEvent> events = network.Registry();
  std::uint64_t position = events.size();
  for (auto batch = network.Next(500); !batch.empty(); batch = network.Next(500)) {
    api::v1::AppendEventsResponse response;
    for (std::size_t i = 0; i < batch.size(); ++i) response.add_events()->set_position(++position);
    network.Acknowledge(batch, response);
    events.insert(events.end(), batch.begin(), batch.end());
  }
  const auto late = network.LateEntries();
  events.insert(events.end(), late.begin(), late.end());
  return events;
}

TEST_CASE("the made-up network is the same for the same seed and another for another") {
  const auto bytes = [](const NetworkSize& size) {
    std::string all;
    for (const auto& event : Everything(size)) all += event.SerializeAsString();
    return all;
  };
  CHECK(bytes({5'000, 7, "net"}) == bytes({5'000, 7, "net"}));
  CHECK(bytes({5'000, 7, "net"}) != bytes({5'000, 8, "net"}));
}

TEST_CASE("the made-up network is well formed, skewed and corrected") {
  const auto events = Everything({20'000, 3, "net"});
  std::map<std::string, int> by_anchor;
  std::map<int, int> by_type;
  int late = 0;
  for (const auto& event : events) {
    CHECK(Faults(event).empty());
    ++by_anchor[event.anchor_id()];
    ++by_type[event.payload().event_case()];
    late += event.late_reason().empty() ? 0 : 1;
  }
  using Payload = event::v1::EventPayload;
  const auto total = static_cast<int>(events.size());
  CHECK(by_anchor["net-anchor-0"] > total / 12);
  CHECK(by_anchor["net-anchor-0"] < total / 8);
  for (const auto& [anchor, count] : by_anchor) {
    INFO(anchor);
    CHECK(count <= by_anchor["net-anchor-0"] + total / 100);
  }
  CHECK(by_type[Payload::kPeriodClosed] == 3);
  CHECK(late == 12);
  CHECK(by_type[Payload::kPurchaseRecorded] > total / 2);
  CHECK(by_type[Payload::kEventAmended] > 50);
  CHECK(by_type[Payload::kEventVoided] > 10);
  CHECK(by_type[Payload::kHireRecorded] > 500);
  CHECK(by_type[Payload::kLoanRepaymentReceived] > 100);
}

}  // namespace
}  // namespace anchorledger::cli
