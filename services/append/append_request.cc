#include "services/append/append_request.h"

#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "anchorledger/api/v1/event.pb.h"
#include "proto/base/limits.h"
#include "services/append/event_completion.h"
#include "services/append/request_digest.h"

namespace anchorledger::append {
namespace {

namespace api = ::anchorledger::api::v1;
namespace pb = ::anchorledger::event::v1;
using base::ErrorReason;
using base::FieldViolation;
using storage::Expectation;

// Most events leave most texts out, and setting a text to nothing would still make one.
void SetUnlessEmpty(pb::EventHeader& header, std::string* (pb::EventHeader::*field)(),
                    const std::string& text) {
  if (!text.empty()) *(header.*field)() = text;
}

// What the client said about the event, as the header fields it may set.
std::shared_ptr<pb::EventHeader> ClientHeader(const api::ProposedEvent& event) {
  auto header = std::make_shared<pb::EventHeader>();
  if (event.has_effective_on()) {
    *header->mutable_effective_on() = event.effective_on();
  }
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_partnership_id, event.partnership_id());
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_anchor_id, event.anchor_id());
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_facility_id, event.facility_id());
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_batch_id, event.batch_id());
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_correlation_id, event.correlation_id());
  if (event.causation_position() != 0) {
    header->set_causation_position(event.causation_position());
  }
  if (event.corroborates_position() != 0) {
    header->set_corroborates_position(event.corroborates_position());
  }
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_late_reason, event.late_reason());
  SetUnlessEmpty(*header, &pb::EventHeader::mutable_reason_code, event.reason_code());
  header->set_phase_override(event.phase_override());
  header->set_basis(event.basis());
  header->set_assurance(event.assurance());
  header->set_visibility(event.visibility());
  *header->mutable_evidence_refs() = event.evidence_refs();
  return header;
}

// ProposedEvent and Guard spell their expectations alike.
template <class Message>
std::optional<Expectation> ParseExpectation(const Message& message, const std::string& path,
                                            std::vector<FieldViolation>& violations) {
  switch (message.expected_state_case()) {
    case Message::kNoStream:
      return Expectation::NoStream();
    case Message::kRevision:
      if (message.revision() == 0) {
        violations.push_back({path + ".revision", "is 0, must be at least 1; or use no_stream",
                              ErrorReason::kFieldInvalid});
        return std::nullopt;
      }
      return Expectation::At(base::Revision(message.revision()));
    case Message::EXPECTED_STATE_NOT_SET:
      violations.push_back(
          {path + ".expected_state", "must be chosen", ErrorReason::kFieldMissing});
      return std::nullopt;
    default:
      return Expectation::Any();
  }
}

void CheckSizes(const api::AppendEventsRequest& request, std::vector<FieldViolation>& violations) {
  if (!IsRequestId(request.request_id())) {
    violations.push_back(
        {"request_id", "must be 1 to 128 letters, digits and \"._:-\"",
         request.request_id().empty() ? ErrorReason::kFieldMissing : ErrorReason::kFieldInvalid});
  }
  const auto events = static_cast<size_t>(request.events_size());
  if (events == 0) {
    violations.push_back({"events", "at least one event", ErrorReason::kFieldMissing});
  } else if (events > base::kCommitEventsMax) {
    violations.push_back({"events",
                          "has " + std::to_string(events) + " events, at most " +
                              std::to_string(base::kCommitEventsMax),
                          ErrorReason::kFieldInvalid});
  }
  if (static_cast<size_t>(request.guards_size()) > base::kRequestGuardsMax) {
    violations.push_back({"guards", "at most " + std::to_string(base::kRequestGuardsMax),
                          ErrorReason::kFieldInvalid});
  }
}

// Collects one expectation for each stream that is written, and refuses contradictions.
class Expectations {
 public:
  void Add(const base::StreamId& stream, const Expectation& expectation, const std::string& path,
           std::vector<FieldViolation>& violations) {
    const auto [found, added] = place_.emplace(stream.value(), list_.size());
    if (added) {
      list_.push_back({stream, expectation});
    } else if (list_[found->second].expectation != expectation) {
      violations.push_back({path + ".expected_state",
                            "differs from an earlier event of stream " + stream.value(),
                            ErrorReason::kFieldInvalid});
    }
  }
  bool Has(const std::string& stream) const { return place_.contains(stream); }
  std::vector<storage::StreamExpectation> Take() { return std::move(list_); }

 private:
  absl::flat_hash_map<std::string, size_t> place_;
  std::vector<storage::StreamExpectation> list_;
};

void ParseGuards(const api::AppendEventsRequest& request, const Expectations& written,
                 AppendCommand& command, std::vector<FieldViolation>& violations) {
  for (int i = 0; i < request.guards_size(); ++i) {
    const api::Guard& guard = request.guards(i);
    const std::string path = "guards[" + std::to_string(i) + "]";
    if (guard.stream().empty() || guard.stream().size() > base::kStreamIdBytesMax) {
      violations.push_back(
          {path + ".stream", "must name a stream",
           guard.stream().empty() ? ErrorReason::kFieldMissing : ErrorReason::kFieldInvalid});
    }
    if (written.Has(guard.stream())) {
      violations.push_back({path + ".stream",
                            "is written by this request; say so in the event's expected_state",
                            ErrorReason::kFieldInvalid});
    }
    const auto expectation = ParseExpectation(guard, path, violations);
    if (expectation.has_value()) {
      command.guards.push_back({base::StreamId(guard.stream()), *expectation});
    }
  }
}

struct ParsedEvent {
  CommandEvent event;
  std::string client_header;  // as the digest takes it
  Expectation expectation;
};

base::StatusOr<ParsedEvent> ParseEvent(const api::ProposedEvent& proposed, const Actor& actor,
                                       domain::World& world, const std::string& path,
                                       std::vector<FieldViolation>& violations) {
  ParsedEvent parsed;
  ClientEvent client{.header = ClientHeader(proposed),
                     .payload = std::make_shared<pb::EventPayload>(proposed.payload())};
  parsed.client_header = client.header->SerializeAsString();
  parsed.expectation = ParseExpectation(proposed, path, violations).value_or(Expectation::Any());
  AL_ASSIGN_OR_RETURN(parsed.event,
                      CompleteEvent(actor, std::move(client), world, path, violations));
  if (!proposed.stream().empty() && !parsed.event.stream.empty() &&
      proposed.stream() != parsed.event.stream.value()) {
    violations.push_back(
        {path + ".stream",
         "is " + proposed.stream() + ", but the event belongs to " + parsed.event.stream.value(),
         ErrorReason::kFieldInvalid});
  }
  return parsed;
}

}  // namespace

base::StatusOr<AppendCommand> ParseAppendRequest(const api::AppendEventsRequest& request,
                                                 const Actor& actor, domain::World& world) {
  std::vector<FieldViolation> violations;
  CheckSizes(request, violations);
  if (!violations.empty()) {
    return base::InvalidFields(std::move(violations));
  }
  AppendCommand command;
  command.tenant = actor.tenant;
  command.request_id = request.request_id();
  command.validate_only = request.validate_only();
  command.events.reserve(static_cast<size_t>(request.events_size()));

  RequestDigestBuilder digest;
  digest.AddText(actor.tenant.value());
  digest.AddText(actor.actor.value());
  digest.AddText(actor.organisation.value());
  digest.AddNumber(static_cast<uint64_t>(request.events_size()));
  Expectations written;
  for (int i = 0; i < request.events_size(); ++i) {
    const std::string path = "events[" + std::to_string(i) + "]";
    AL_ASSIGN_OR_RETURN(ParsedEvent parsed,
                        ParseEvent(request.events(i), actor, world, path, violations));
    digest.AddText(parsed.event.stream.value());
    digest.AddExpectation(parsed.expectation);
    digest.AddText(parsed.client_header);
    digest.AddText(parsed.event.payload_bytes);
    if (!parsed.event.stream.empty()) {
      written.Add(parsed.event.stream, parsed.expectation, path, violations);
    }
    command.events.push_back(std::move(parsed.event));
  }
  ParseGuards(request, written, command, violations);
  if (!violations.empty()) {
    return base::InvalidFields(std::move(violations));
  }
  digest.AddNumber(command.guards.size());
  for (const storage::StreamExpectation& guard : command.guards) {
    digest.AddText(guard.stream.value());
    digest.AddExpectation(guard.expectation);
  }
  command.digest = digest.Finish();
  command.expectations = written.Take();
  return command;
}

}  // namespace anchorledger::append
