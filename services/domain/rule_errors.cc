#include "services/domain/rule_errors.h"

#include "services/domain/recorded_event.h"

namespace anchorledger::domain {

base::Status Refuse(const Refusal& refusal) {
  base::Metadata metadata = {{"rule", std::string(refusal.rule)},
                             {"field", std::string(refusal.field)}};
  if (!refusal.events.empty()) {
    std::string positions;
    for (base::Position position : refusal.events) {
      if (IsProvisional(position)) continue;
      if (!positions.empty()) positions += ",";
      positions += std::to_string(position.value());
    }
    metadata.emplace_back("events", std::move(positions));
  }
  std::string message = std::string(refusal.field);
  if (!message.empty()) message += ": ";
  return base::MakeError(refusal.reason, message + refusal.message, std::move(metadata));
}

base::Status UnknownReference(std::string_view field, std::string_view kind, std::string_view id) {
  std::string message = "\"" + std::string(id) + "\" is not a known " + std::string(kind) +
                        "; register it first or correct the id";
  return Refuse({.rule = "reference_known",
                 .field = field,
                 .message = std::move(message),
                 .reason = base::ErrorReason::kReferenceUnknown});
}

base::Status UnknownReferences(std::span<const base::Status> unknown) {
  if (unknown.empty()) return base::Status();
  if (unknown.size() == 1) return unknown.front();
  std::string message;
  for (const base::Status& status : unknown) {
    if (!message.empty()) message += "; ";
    message += base::MessageOf(status);
  }
  return base::MakeError(base::ErrorReason::kReferenceUnknown, message,
                         base::MetadataOf(unknown.front()));
}

std::string EventInWords(base::Position position) {
  if (!IsProvisional(position)) return "event " + std::to_string(position.value());
  const std::uint64_t place = position.value() - kProvisionalPosition + 1;
  return "event " + std::to_string(place) + " of this request";
}

}  // namespace anchorledger::domain
