#include "clients/cli/append_file.h"

#include <sstream>
#include <utility>

#include "clients/cli/output/proto_json.h"

namespace anchorledger::cli {
namespace {

base::Status BrokenJson(const std::string& where, const nlohmann::json::exception& error) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, where + ": " + error.what());
}

// One JSON value a line; blank lines are passed over.
base::StatusOr<Json> ParseLines(const std::string& text) {
  Json list = Json::array();
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      list.push_back(Json::parse(line));
    } catch (const nlohmann::json::exception& error) {
      return BrokenJson("line " + std::to_string(number), error);
    }
  }
  return list;
}

base::StatusOr<Json> ParseDocument(const std::string& text) {
  try {
    Json whole = Json::parse(text);
    return whole.is_array() ? whole : Json::array({whole});
  } catch (const nlohmann::json::exception& error) {
    base::StatusOr<Json> lines = ParseLines(text);
    // A text whose first line is complete JSON was meant as lines; otherwise as one document.
    if (lines.ok() || text.find('\n') == std::string::npos) return lines;
    return BrokenJson("the file", error);
  }
}

}  // namespace

base::StatusOr<std::vector<api::v1::ProposedEvent>> ParseProposedEvents(const std::string& text) {
  AL_ASSIGN_OR_RETURN(const Json list, ParseDocument(text));
  std::vector<api::v1::ProposedEvent> events;
  for (std::size_t i = 0; i < list.size(); ++i) {
    api::v1::ProposedEvent event;
    if (base::Status status = JsonToMessage(list[i], &event); !status.ok()) {
      auto violations = base::FieldViolationsOf(status);
      if (violations.empty()) return status;
      violations[0].field = "events[" + std::to_string(i) + "]." + violations[0].field;
      return base::InvalidFields(std::move(violations));
    }
    if (event.expected_state_case() == api::v1::ProposedEvent::EXPECTED_STATE_NOT_SET) {
      event.mutable_any();
    }
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace anchorledger::cli
