#include <memory>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "clients/cli/append_file.h"
#include "clients/cli/input_file.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

struct AppendOptions {
  std::string file;
  std::string request_id;
  bool validate_only = false;
};

Report AppendReport(const api::v1::AppendEventsResponse& response) {
  Report report({{"position", "Position", Alignment::kRight},
                 {"stream", "Stream"},
                 {"revision", "Revision", Alignment::kRight}});
  for (const auto& event : response.events()) {
    report.AddRow({CountCell(static_cast<std::int64_t>(event.position())), TextCell(event.stream()),
                   CountCell(static_cast<std::int64_t>(event.revision()))});
  }
  return report;
}

base::StatusOr<ExitCode> Append(Session& session, const AppendOptions& options) {
  AL_ASSIGN_OR_RETURN(const std::string text, ReadFileOrInput(options.file));
  AL_ASSIGN_OR_RETURN(auto events, ParseProposedEvents(text));
  api::v1::AppendEventsRequest request;
  request.set_request_id(options.request_id.empty() ? NewRequestId() : options.request_id);
  request.set_validate_only(options.validate_only);
  for (auto& event : events) *request.add_events() = std::move(event);

  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::EventService::NewStub(connection->channel());
  api::v1::AppendEventsResponse response;
  base::Status status =
      connection->Call(*stub, &api::v1::EventService::Stub::AppendEvents, request, &response);
  if (!status.ok()) {
    return base::Annotate(std::move(status), "request " + request.request_id());
  }
  Report report = AppendReport(response);
  Json envelope = {{"request_id", request.request_id()},
                   {"duplicate", response.duplicate()},
                   {"validate_only", options.validate_only}};
  report.SetJsonEnvelope("events", std::move(envelope));
  if (options.validate_only) {
    report.AddNote("All checks passed; nothing was appended.");
  } else if (response.duplicate()) {
    report.AddNote("This request had been appended before; these are its positions.");
  }
  session.Show(report);
  return ExitCode::kOk;
}

}  // namespace

void AddAppendCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<AppendOptions>();
  CLI::App* command = AddCommand(app, session, "append", "Append events from a file, all or none",
                                 [&session, options] { return Append(session, *options); });
  command->add_option("file", options->file, "JSON events, or - for the standard input")
      ->required();
  command->add_option("--request-id", options->request_id,
                      "Id of this request; give the same again to repeat it safely");
  command->add_flag("--validate-only", options->validate_only, "Check everything, append nothing");
  command->footer(
      "An event in JSON:\n"
      "  {\"payload\": {\"loan_disbursed\": {\"investment_id\": \"inv-1\", \"draw_no\": 1,\n"
      "    \"amount\": {\"minor\": 60000000, \"currency\": \"USD\"}, \"funded_on\": "
      "\"2022-03-01\"}},\n"
      "   \"partnership_id\": \"bartlett-place\", \"anchor_id\": \"bmc\"}\n");
}

}  // namespace anchorledger::cli
