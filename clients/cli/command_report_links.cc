#include <google/protobuf/util/time_util.h>

#include <memory>

#include "anchorledger/api/v1/report_link.grpc.pb.h"
#include "clients/cli/message_table.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

using google::protobuf::util::TimeUtil;
using Stub = api::v1::ReportLinkService::Stub;

struct LinkOptions {
  std::string report;
  std::string expires_at;
  std::string web;
  std::string link_id;
};

// Calls one method.
template <typename Request, typename Response>
base::StatusOr<Response> Ask(Session& session,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
                             const Request& request) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ReportLinkService::NewStub(connection->channel());
  Response response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, method, request, &response));
  return response;
}

base::StatusOr<ExitCode> Create(Session& session, const LinkOptions& options) {
  api::v1::CreateReportLinkRequest request;
  request.set_report_id(options.report);
  if (!options.expires_at.empty() &&
      !TimeUtil::FromString(options.expires_at, request.mutable_expires_at())) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "--expires-at: write 2027-01-31T00:00:00Z, not " + options.expires_at);
  }
  AL_ASSIGN_OR_RETURN(const auto response, Ask(session, &Stub::CreateReportLink, request));
  Json json = MessageToJson(response);
  // What is sent to the partner. Browsers keep what stands behind "#" to themselves.
  json["address"] = options.web + "/r#" + response.secret();
  ShowMembers(session, json);
  return ExitCode::kOk;
}

std::string StateInWords(api::v1::ReportLinkState state) {
  const auto* value = api::v1::ReportLinkState_descriptor()->FindValueByNumber(state);
  return value == nullptr ? "unknown" : ShortEnumName(*value);
}

base::StatusOr<ExitCode> List(Session& session, const LinkOptions& options) {
  Report report({{"link_id", "Link"},
                 {"report_id", "Report"},
                 {"partner_id", "Partner"},
                 {"state", "State"},
                 {"expires_at", "Expires"},
                 {"created_by_actor_id", "Made by"},
                 {"received_position", "Report at", Alignment::kRight}});
  api::v1::ListReportLinksRequest request;
  request.set_report_id(options.report);
  request.set_link_id(options.link_id);
  do {
    AL_ASSIGN_OR_RETURN(const auto page, Ask(session, &Stub::ListReportLinks, request));
    for (const auto& link : page.links()) {
      const auto position = static_cast<std::int64_t>(link.received_position());
      report.AddRow(
          {TextCell(link.link_id()), TextCell(link.report_id()), TextCell(link.partner_id()),
           TextCell(StateInWords(link.state())), TextCell(TimeUtil::ToString(link.expires_at())),
           TextCell(link.created_by_actor_id()), position == 0 ? NoCell() : CountCell(position)});
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  session.Show(report);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> Revoke(Session& session, const LinkOptions& options) {
  api::v1::RevokeReportLinkRequest request;
  request.set_link_id(options.link_id);
  AL_ASSIGN_OR_RETURN(const auto response, Ask(session, &Stub::RevokeReportLink, request));
  ShowMessage(session, response);
  return ExitCode::kOk;
}

}  // namespace

void AddReportLinkCommands(CLI::App& admin, Session& session) {
  auto options = std::make_shared<LinkOptions>();
  CLI::App* links = admin.add_subcommand(
      "report-links", "Links by which a partner without an account sends one report");
  links->require_subcommand(1);
  CLI::App* create = AddCommand(*links, session, "create", "Make a link and show it once",
                                [&session, options] { return Create(session, *options); });
  create->add_option("report", options->report, "Id of a report that is due")->required();
  create->add_option("--expires-at", options->expires_at,
                     "When it ends, such as 2027-01-31T00:00:00Z; default in 14 days");
  create->add_option("--web", options->web, "Address of the pages, such as https://ledger.example")
      ->envname("ANCHORLEDGER_WEB");
  create->footer(
      "Example: anchorledger admin report-links create jobs-2026q3 --web https://ledger.example");
  CLI::App* list =
      AddCommand(*links, session, "list", "List links and how they stand, never their secrets",
                 [&session, options] { return List(session, *options); });
  list->add_option("--report", options->report, "Only those of one report");
  list->add_option("--link", options->link_id, "Only this one, as in the actor of its events");
  list->footer("Example: anchorledger admin report-links list -o csv");
  CLI::App* revoke = AddCommand(*links, session, "revoke", "End a link at once",
                                [&session, options] { return Revoke(session, *options); });
  revoke->add_option("link", options->link_id, "Id of the link")->required();
  revoke->footer("Example: anchorledger admin report-links revoke LINK");
}

}  // namespace anchorledger::cli
