#include "clients/cli/demo/scenario.h"

#include "clients/cli/demo/scenario_files.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/output/shorthand.h"
#include "proto/base/check.h"

namespace anchorledger::cli {
namespace {

// Replaces "@label" by the position of that entry, anywhere in `json`.
base::Status ResolveLabels(const std::map<std::string, std::uint64_t>& positions, Json* json) {
  if (json->is_string() && json->get<std::string>().starts_with("@")) {
    const auto found = positions.find(json->get<std::string>().substr(1));
    if (found == positions.end()) {
      return base::MakeError(base::ErrorReason::kReferenceUnknown,
                             "no earlier entry is labelled " + json->dump());
    }
    *json = found->second;
    return absl::OkStatus();
  }
  if (!json->is_structured()) return absl::OkStatus();
  for (auto& member : *json) AL_RETURN_IF_ERROR(ResolveLabels(positions, &member));
  return absl::OkStatus();
}

// What the event type says about belonging to a partnership.
event::v1::Presence PartnershipPresence(const std::string& event) {
  const auto* field = event::v1::EventPayload::descriptor()->FindFieldByName(event);
  if (field == nullptr) return event::v1::PRESENCE_OPTIONAL;
  return field->message_type()->options().GetExtension(event::v1::event_rule).partnership();
}

}  // namespace

std::vector<Scenario> DemoScenarios() {
  std::vector<Scenario> scenarios;
  for (const std::string_view file : kScenarioFiles) {
    const Json json = Json::parse(file, nullptr, /*allow_exceptions=*/false);
    AL_CHECK(!json.is_discarded());
    scenarios.push_back({json["partnership"], json["anchor"], json["entries"]});
  }
  return scenarios;
}

base::StatusOr<api::v1::ProposedEvent> EventOf(
    const Scenario& scenario, const Json& entry,
    const std::map<std::string, std::uint64_t>& positions) {
  Json fields = entry["of"];
  AL_RETURN_IF_ERROR(ResolveLabels(positions, &fields));
  const std::string name = entry["event"];
  api::v1::ProposedEvent event;
  AL_RETURN_IF_ERROR(JsonToMessage(Json{{name, fields}}, event.mutable_payload()));
  AL_RETURN_IF_ERROR(ReadShorthand(entry["on"], event.mutable_effective_on()));
  event.mutable_any();
  event.set_anchor_id(scenario.anchor);
  if (PartnershipPresence(name) != event::v1::PRESENCE_FORBIDDEN) {
    event.set_partnership_id(scenario.partnership);
  }
  auto* evidence = event.add_evidence_refs();
  const bool published = entry.contains("figure");
  evidence->set_kind(published ? "published_figure" : "illustrative");
  evidence->set_reference(published ? entry["figure"].get<std::string>() : "demo");
  return event;
}

}  // namespace anchorledger::cli
