// events amend and events void: corrections without writing the events for them.
#include <memory>

#include "anchorledger/api/v1/admin.grpc.pb.h"
#include "anchorledger/api/v1/event.grpc.pb.h"
#include "clients/cli/correction.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

using Stub = api::v1::EventService::Stub;

struct CorrectionOptions {
  std::string event;
  std::vector<std::string> changes;
  std::string reason, late_reason, request_id;
  bool validate_only = false;
};

// The event that is named, and an event about it that has everything but the correction.
struct Target {
  api::v1::RecordedEvent event;
  api::v1::AppendEventsRequest request;
};

// The id of an event names its log: the same position of another ledger is another event.
base::Status CheckLog(Connection& connection, const EventName& name) {
  if (name.log_id.empty()) return absl::OkStatus();
  using AdminStub = api::v1::AdminService::Stub;
  const auto admin = api::v1::AdminService::NewStub(connection.channel());
  api::v1::GetServerInfoResponse server;
  AL_RETURN_IF_ERROR(
      connection.Call(*admin, &AdminStub::GetServerInfo, api::v1::GetServerInfoRequest(), &server));
  if (server.log_id() == name.log_id) return absl::OkStatus();
  return base::MakeError(
      base::ErrorReason::kNotFound,
      "the event is of log " + name.log_id + ", the server has log " + server.log_id());
}

base::StatusOr<Target> FetchTarget(Connection& connection, Stub& stub,
                                   const CorrectionOptions& options) {
  AL_ASSIGN_OR_RETURN(const EventName name, ParseEventName(options.event));
  AL_RETURN_IF_ERROR(CheckLog(connection, name));
  api::v1::ListEventsRequest question;
  question.set_start_after_position(name.position - 1);
  question.set_page_size(1);
  api::v1::ListEventsResponse answer;
  AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::ListEvents, question, &answer));
  if (answer.events_size() != 1 || answer.events(0).position() != name.position) {
    return base::MakeError(base::ErrorReason::kNotFound,
                           "no event of yours at position " + std::to_string(name.position));
  }
  Target target{answer.events(0), {}};
  target.request.set_request_id(options.request_id.empty() ? NewRequestId() : options.request_id);
  api::v1::ProposedEvent& event = *target.request.add_events();
  event.mutable_any();
  event.set_anchor_id(target.event.header().anchor_id());
  event.set_partnership_id(target.event.header().partnership_id());
  event.set_late_reason(options.late_reason);
  return target;
}

// Lets the server check everything, then appends, unless only the check was asked for.
base::Status Append(Connection& connection, Stub& stub, bool validate_only,
                    api::v1::AppendEventsRequest& request,
                    api::v1::AppendEventsResponse* response) {
  request.set_validate_only(validate_only);
  return base::Annotate(connection.Call(stub, &Stub::AppendEvents, request, response),
                        "request " + request.request_id());
}

// Checks until each change states the value that is in force; every round learns one of them.
base::Status FillOldValues(Connection& connection, Stub& stub,
                           api::v1::AppendEventsRequest& request) {
  auto* amended = request.mutable_events(0)->mutable_payload()->mutable_event_amended();
  api::v1::AppendEventsResponse response;
  for (;;) {
    base::Status status = Append(connection, stub, /*validate_only=*/true, request, &response);
    if (status.ok() || !AdoptValueInForce(status, amended)) return status;
  }
}

void ShowCorrection(Session& session, const CorrectionOptions& options, const Target& target,
                    const api::v1::AppendEventsResponse& response) {
  Report report({{"field", "Field"}, {"old", "Old"}, {"new", "New"}});
  const std::uint64_t target_position = target.event.position();
  const std::uint32_t type = target.event.header().event_type();
  const auto shown = [&](const std::string& path, bool present, const std::string& json) {
    return present ? Cell{json, ValueInWords(type, path, json)} : Cell{nullptr, "absent"};
  };
  for (const auto& change : target.request.events(0).payload().event_amended().field_changes()) {
    report.AddRow({TextCell(change.path()),
                   shown(change.path(), change.has_old_json(), change.old_json()),
                   shown(change.path(), change.has_new_json(), change.new_json())});
  }
  const std::uint64_t position =
      options.validate_only || response.events().empty() ? 0 : response.events(0).position();
  report.AddNote(options.validate_only
                     ? "All checks passed; nothing was appended."
                     : "Recorded at position " + GroupDigits(static_cast<std::int64_t>(position)) +
                           "; the event at " +
                           GroupDigits(static_cast<std::int64_t>(target_position)) +
                           " stays readable as it was.");
  report.SetJsonEnvelope("changes", {{"position", position},
                                     {"target_position", target_position},
                                     {"request_id", target.request.request_id()},
                                     {"validate_only", options.validate_only}});
  session.Show(report);
}

base::StatusOr<ExitCode> AmendEvent(Session& session, const CorrectionOptions& options) {
  const auto reason = ParseEnumWord(*event::v1::AmendReason_descriptor(), options.reason);
  if (!reason.ok()) return base::Annotate(reason.status(), "--reason");
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::EventService::NewStub(connection->channel());
  AL_ASSIGN_OR_RETURN(Target target, FetchTarget(*connection, *stub, options));
  auto* amended = target.request.mutable_events(0)->mutable_payload()->mutable_event_amended();
  amended->set_target_position(target.event.position());
  amended->set_target_event_type(target.event.header().event_type());
  amended->set_reason(static_cast<event::v1::AmendReason>(*reason));
  const auto changes = ParseFieldChanges(target.event.header().event_type(), options.changes);
  if (!changes.ok()) {  // of the command line, though the event had to be asked for first
    WriteOwnError(changes.status(), session.streams().err);
    return ExitCode::kUsage;
  }
  for (const auto& change : *changes) *amended->add_field_changes() = change;
  AL_RETURN_IF_ERROR(FillOldValues(*connection, *stub, target.request));
  api::v1::AppendEventsResponse response;
  AL_RETURN_IF_ERROR(Append(*connection, *stub, options.validate_only, target.request, &response));
  ShowCorrection(session, options, target, response);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> VoidEvent(Session& session, const CorrectionOptions& options) {
  const auto reason = ParseEnumWord(*event::v1::VoidReason_descriptor(), options.reason);
  if (!reason.ok()) return base::Annotate(reason.status(), "--reason");
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::EventService::NewStub(connection->channel());
  AL_ASSIGN_OR_RETURN(Target target, FetchTarget(*connection, *stub, options));
  auto* voided = target.request.mutable_events(0)->mutable_payload()->mutable_event_voided();
  voided->set_target_position(target.event.position());
  voided->set_target_event_type(target.event.header().event_type());
  voided->set_reason(static_cast<event::v1::VoidReason>(*reason));
  api::v1::AppendEventsResponse response;
  AL_RETURN_IF_ERROR(Append(*connection, *stub, options.validate_only, target.request, &response));
  ShowCorrection(session, options, target, response);
  return ExitCode::kOk;
}

void AddCorrectionOptions(Session& session, CLI::App* command, CorrectionOptions* options,
                          const google::protobuf::EnumDescriptor& reasons) {
  command
      ->add_option("event", options->event,
                   "The event: its position, or its id \"<log>-<position>\"")
      ->required();
  const std::vector<std::string> words = EnumWords(reasons);
  WithChoices(session,
              command->add_option("--reason", options->reason, "Why: " + Joined(words))->required(),
              words);
  command->add_option("--late-reason", options->late_reason, "Why a closed period is changed");
  command->add_option("--request-id", options->request_id,
                      "Id of this request; give the same again to repeat it safely");
  command->add_flag("--validate-only", options->validate_only, "Check everything, append nothing");
}

}  // namespace

void AddCorrectionCommands(CLI::App& events, Session& session) {
  auto options = std::make_shared<CorrectionOptions>();
  CLI::App* amend = AddCommand(events, session, "amend", "Correct fields of an event",
                               [&session, options] { return AmendEvent(session, *options); });
  AddCorrectionOptions(session, amend, options.get(), *event::v1::AmendReason_descriptor());
  amend->add_option("changes", options->changes, "FIELD=VALUE; nothing behind = takes it away")
      ->required();
  amend->footer(
      "Examples:\n"
      "  anchorledger events amend 812 amount='1250.00 USD' --reason typo\n"
      "  anchorledger events amend 812 supplier_id=s-17 header.effective_on=2024-03-01 \\\n"
      "    --reason late_info --validate-only\n");
  CLI::App* voiding = AddCommand(events, session, "void", "Take an event out of all numbers",
                                 [&session, options] { return VoidEvent(session, *options); });
  AddCorrectionOptions(session, voiding, options.get(), *event::v1::VoidReason_descriptor());
  voiding->footer(
      "Examples:\n"
      "  anchorledger events void 812 --reason duplicate\n"
      "  anchorledger events void 0123456789abcdef-812 --reason not_real --validate-only\n");
}

}  // namespace anchorledger::cli
