#include <google/protobuf/util/time_util.h>

#include <memory>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/output/shorthand.h"
#include "clients/cli/session.h"
#include "proto/base/date.h"

namespace anchorledger::cli {
namespace {

using google::protobuf::util::TimeUtil;

struct EventsOptions {
  std::string stream, partnership, anchor, batch, actor, organisation, supplier, partner;
  bool late = false;
  std::vector<std::string> types;
  std::string effective_from, effective_to, recorded_from, recorded_before;
  bool backwards = false;
  bool all = false;
  int limit = 50;
  std::string page_token;
  std::string resume;
  std::uint64_t after = 0;
  bool only_new = false;
  bool until_caught_up = false;
};

// An instant, or a day standing for its first moment in UTC.
base::Status SetInstant(const std::string& text, const std::string& option,
                        google::protobuf::Timestamp* instant) {
  const bool day = base::ParseIsoDate(text).ok();
  if (TimeUtil::FromString(day ? text + "T00:00:00Z" : text, instant)) return absl::OkStatus();
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         option + ": write 2026-03-31 or 2026-03-31T12:00:00Z, not " + text);
}

base::StatusOr<api::v1::EventFilter> FilterOf(const EventsOptions& options) {
  api::v1::EventFilter filter;
  filter.set_stream(options.stream);
  for (const auto& type : options.types) filter.add_event_types(type);
  filter.set_partnership_id(options.partnership);
  filter.set_anchor_id(options.anchor);
  filter.set_batch_id(options.batch);
  filter.set_actor_ref(options.actor);
  filter.set_actor_org_id(options.organisation);
  filter.set_late_only(options.late);
  filter.set_supplier_id(options.supplier);
  filter.set_partner_id(options.partner);
  if (!options.effective_from.empty()) {
    AL_RETURN_IF_ERROR(
        ReadDayOption(options.effective_from, "--effective-from", filter.mutable_effective_from()));
  }
  if (!options.effective_to.empty()) {
    AL_RETURN_IF_ERROR(
        ReadDayOption(options.effective_to, "--effective-to", filter.mutable_effective_to()));
  }
  if (!options.recorded_from.empty()) {
    AL_RETURN_IF_ERROR(
        SetInstant(options.recorded_from, "--recorded-from", filter.mutable_recorded_from()));
  }
  if (!options.recorded_before.empty()) {
    AL_RETURN_IF_ERROR(
        SetInstant(options.recorded_before, "--recorded-before", filter.mutable_recorded_before()));
  }
  return filter;
}

Report EmptyEventReport() {
  return Report({{"position", "Position", Alignment::kRight},
                 {"recorded_at", "Recorded"},
                 {"effective_on", "Effective"},
                 {"event_type", "Type"},
                 {"stream", "Stream"},
                 {"partnership_id", "Partnership"},
                 {"anchor_id", "Anchor"},
                 {"actor_ref", "Actor"}});
}

// The name of the payload's member, such as "loan_disbursed".
std::string TypeName(const api::v1::RecordedEvent& event) {
  const auto* type = event::v1::EventPayload::descriptor()->FindFieldByNumber(
      static_cast<int>(event.header().event_type()));
  return type == nullptr ? std::to_string(event.header().event_type())
                         : type->message_type()->name();
}

void AddEventRow(const api::v1::RecordedEvent& event, Report* report) {
  const auto& header = event.header();
  const std::string effective =
      header.has_effective_on() ? base::FormatIsoDate({header.effective_on().days()}) : "";
  report->AddRow({CountCell(static_cast<std::int64_t>(event.position())),
                  TextCell(TimeUtil::ToString(event.recorded_at())), TextCell(effective),
                  TextCell(TypeName(event)), TextCell(event.stream()),
                  TextCell(header.partnership_id()), TextCell(header.anchor_id()),
                  TextCell(header.actor_ref())});
}

base::StatusOr<ExitCode> ListEvents(Session& session, const EventsOptions& options) {
  api::v1::ListEventsRequest request;
  AL_ASSIGN_OR_RETURN(*request.mutable_filter(), FilterOf(options));
  request.set_order(options.backwards ? api::v1::LIST_ORDER_BACKWARDS
                                      : api::v1::LIST_ORDER_FORWARDS);
  request.set_page_token(options.page_token);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::EventService::NewStub(connection->channel());

  Report report = EmptyEventReport();
  Json events = Json::array();
  api::v1::ListEventsResponse response;
  int wanted = options.limit;
  do {
    request.set_page_size(options.all ? 1000 : wanted);
    AL_RETURN_IF_ERROR(
        connection->Call(*stub, &api::v1::EventService::Stub::ListEvents, request, &response));
    for (const auto& event : response.events()) {
      AddEventRow(event, &report);
      events.push_back(MessageToJson(event));
    }
    wanted -= response.events_size();
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty() && (options.all || wanted > 0));

  if (session.options().format() == OutputFormat::kJson) {
    const Json answer = {{"events", events},
                         {"next_page_token", response.next_page_token()},
                         {"head_position", response.head_position()}};
    session.streams().out << answer.dump(2) << "\n";
    session.NoteMore(response.next_page_token());
    return ExitCode::kOk;
  }
  session.ShowPage(report, response.next_page_token());
  return ExitCode::kOk;
}

// One line for each message: a table row's text, a JSON object, or a line of CSV below its names.
void ShowWatched(const api::v1::WatchEventsResponse& message, Session& session) {
  std::ostream& out = session.streams().out;
  if (session.options().format() == OutputFormat::kJson) {
    out << MessageToJson(message).dump() << "\n" << std::flush;
    return;
  }
  if (message.has_event() && session.options().format() == OutputFormat::kCsv) {
    Report report = EmptyEventReport();
    AddEventRow(message.event(), &report);
    report.WriteCsvRows(out);
    out << std::flush;
  } else if (message.has_event()) {
    const auto& event = message.event();
    out << event.position() << "  " << TimeUtil::ToString(event.recorded_at()) << "  "
        << TypeName(event) << "  " << event.stream() << "\n"
        << std::flush;
  } else if (message.has_caught_up()) {
    session.streams().err << "caught up at position " << message.caught_up().position() << "\n";
  }
}

base::StatusOr<ExitCode> WatchEvents(Session& session, const EventsOptions& options) {
  api::v1::WatchEventsRequest request;
  AL_ASSIGN_OR_RETURN(*request.mutable_filter(), FilterOf(options));
  if (!options.resume.empty()) {
    request.set_resume_token(options.resume);
  } else if (options.only_new) {
    request.mutable_head();
  } else {
    request.set_after_position(options.after);
  }
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::EventService::NewStub(connection->channel());
  const auto context = connection->NewContext(/*with_deadline=*/false);
  const auto reader = stub->WatchEvents(context.get(), request);
  if (session.options().format() == OutputFormat::kCsv) session.Show(EmptyEventReport());
  api::v1::WatchEventsResponse message;
  std::string token;
  while (reader->Read(&message)) {
    ShowWatched(message, session);
    token = message.resume_token();
    if (message.has_caught_up() && options.until_caught_up) {
      context->TryCancel();
      static_cast<void>(reader->Finish());  // we ended the stream ourselves
      session.streams().err << "continue with --resume " << token << "\n";
      return ExitCode::kOk;
    }
  }
  base::Status status = wire::FromGrpcStatus(reader->Finish());
  if (!token.empty()) session.streams().err << "continue with --resume " << token << "\n";
  if (!status.ok()) return status;
  return ExitCode::kOk;
}

void AddFilterOptions(CLI::App* command, EventsOptions* options) {
  command->add_option("--stream", options->stream, "One stream, kind/id");
  command->add_option("--type", options->types, "Event type, such as LoanDisbursed; may repeat");
  command->add_option("--partnership", options->partnership, "Events of this partnership");
  command->add_option("--anchor", options->anchor, "Events of this anchor");
  command->add_option("--batch", options->batch, "Events of this import batch");
  command->add_option("--supplier", options->supplier, "Events about this supplier");
  command->add_option("--partner", options->partner, "Events about this partner");
  command->add_option("--actor", options->actor, "Events that this person recorded");
  command->add_option("--organisation", options->organisation,
                      "Events that somebody of this organisation recorded");
  command->add_flag("--late", options->late, "Only what came after its period was closed");
  command->add_option("--effective-from", options->effective_from,
                      "First day it may be about, YYYY-MM-DD");
  command->add_option("--effective-to", options->effective_to,
                      "Last day it may be about, YYYY-MM-DD");
  command->add_option("--recorded-from", options->recorded_from,
                      "Recorded at or after, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ");
  command->add_option("--recorded-before", options->recorded_before,
                      "Recorded before, the same forms");
}

}  // namespace

void AddEventsCommands(CLI::App& app, Session& session) {
  CLI::App* events = app.add_subcommand("events", "Read the log, correct events");
  events->require_subcommand(1);
  auto options = std::make_shared<EventsOptions>();
  AddCorrectionCommands(*events, session);
  CLI::App* list = AddCommand(*events, session, "list", "List events, page by page",
                              [&session, options] { return ListEvents(session, *options); });
  AddFilterOptions(list, options.get());
  list->add_flag("--backwards", options->backwards, "Newest first");
  list->add_flag("--all", options->all, "Every page");
  list->add_option("--limit", options->limit, "At most so many")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  list->add_option("--page-token", options->page_token, "Continue after an earlier page");
  list->footer("Example: anchorledger events list --type PurchaseRecorded --anchor st-example");

  CLI::App* watch = AddCommand(*events, session, "watch", "Follow the log as it grows",
                               [&session, options] { return WatchEvents(session, *options); });
  AddFilterOptions(watch, options.get());
  watch->add_option("--after", options->after, "Start after this position (0 = the beginning)");
  watch->add_flag("--only-new", options->only_new, "Start at the head");
  watch->add_option("--resume", options->resume, "Continue where an earlier watch ended");
  watch->footer(
      "Examples:\n"
      "  anchorledger events watch --only-new --type LoanDisbursed\n"
      "  anchorledger events watch --until-caught-up -o csv > events.csv\n");
  watch->add_flag("--until-caught-up", options->until_caught_up, "Stop when there is no backlog");
}

}  // namespace anchorledger::cli
