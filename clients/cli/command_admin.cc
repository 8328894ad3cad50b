#include <google/protobuf/util/time_util.h>

#include <memory>

#include "anchorledger/api/v1/admin.grpc.pb.h"
#include "clients/cli/message_table.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

using google::protobuf::util::TimeUtil;
using Stub = api::v1::AdminService::Stub;

struct AdminOptions {
  std::string name;
  std::string actor;
  std::string organisation;
  std::vector<std::string> roles;
  std::string expires_at;
  std::string token_id;
};

// Calls one method and hands the answer to `show`.
template <typename Request, typename Response, typename Show>
base::StatusOr<ExitCode> Ask(Session& session,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                          Response*),
                             const Request& request, const Show& show) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::AdminService::NewStub(connection->channel());
  Response response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, method, request, &response));
  show(response);
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ServerInfo(Session& session) {
  return Ask(session, &Stub::GetServerInfo, api::v1::GetServerInfoRequest(),
             [&](const auto& response) { ShowMessage(session, response); });
}

void ShowProjections(Session& session, const api::v1::ListProjectionsResponse& response) {
  Report report({{"name", "Projection"},
                 {"state", "State"},
                 {"position", "Position", Alignment::kRight},
                 {"lag_events", "Behind by", Alignment::kRight},
                 {"failure", "Failure"}});
  for (const auto& projection : response.projections()) {
    const auto* state =
        api::v1::ProjectionState_descriptor()->FindValueByNumber(projection.state());
    report.AddRow({TextCell(projection.name()),
                   TextCell(state == nullptr ? "unknown" : ShortEnumName(*state)),
                   CountCell(static_cast<std::int64_t>(projection.position())),
                   CountCell(static_cast<std::int64_t>(projection.lag_events())),
                   TextCell(projection.failure())});
  }
  report.AddNote("The head of the log is at position " +
                 GroupDigits(static_cast<std::int64_t>(response.head_position())) + ".");
  report.SetJsonEnvelope("projections", {{"head_position", response.head_position()}});
  session.Show(report);
}

void ShowTokens(Session& session, const api::v1::ListTokensResponse& response) {
  Report report({{"token_id", "Token"},
                 {"actor_id", "Actor"},
                 {"organisation_id", "Organisation"},
                 {"roles", "Roles"},
                 {"created_at", "Created"},
                 {"expires_at", "Expires"},
                 {"revoked", "Revoked"}});
  for (const auto& token : response.tokens()) {
    const std::vector<std::string> roles(token.caller().roles().begin(),
                                         token.caller().roles().end());
    report.AddRow(
        {TextCell(token.token_id()),
         TextCell(token.caller().actor_id()),
         TextCell(token.caller().organisation_id()),
         {session.options().format() == OutputFormat::kJson ? Json(roles) : Json(Joined(roles)),
          Joined(roles)},
         TextCell(TimeUtil::ToString(token.created_at())),
         token.has_expires_at() ? TextCell(TimeUtil::ToString(token.expires_at()))
                                : Cell{nullptr, "never"},
         {Json(token.revoked()), token.revoked() ? "yes" : "no"}});
  }
  session.Show(report);
}

base::StatusOr<ExitCode> CreateToken(Session& session, const AdminOptions& options) {
  api::v1::CreateTokenRequest request;
  request.set_actor_id(options.actor);
  request.set_organisation_id(options.organisation);
  for (const auto& role : options.roles) request.add_roles(role);
  if (!options.expires_at.empty() &&
      !TimeUtil::FromString(options.expires_at, request.mutable_expires_at())) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "--expires-at: write 2027-01-31T00:00:00Z, not " + options.expires_at);
  }
  return Ask(session, &Stub::CreateToken, request,
             [&](const auto& response) { ShowMessage(session, response); });
}

void AddTokenCommands(CLI::App& admin, Session& session,
                      const std::shared_ptr<AdminOptions>& options) {
  CLI::App* tokens = admin.add_subcommand("tokens", "Credentials of people and programs");
  tokens->require_subcommand(1);
  AddCommand(*tokens, session, "list", "List tokens, never their secrets", [&session] {
    return Ask(session, &Stub::ListTokens, api::v1::ListTokensRequest(),
               [&](const auto& response) { ShowTokens(session, response); });
  })->footer("Example: anchorledger admin tokens list -o csv");
  CLI::App* create = AddCommand(*tokens, session, "create", "Make a token and show it once",
                                [&session, options] { return CreateToken(session, *options); });
  create->add_option("--actor", options->actor, "Opaque id of the person or program")->required();
  create->add_option("--org", options->organisation, "Organisation they act for")->required();
  create->add_option("--role", options->roles, "Role; may repeat")->required();
  create->add_option("--expires-at", options->expires_at,
                     "When it ends, such as 2027-01-31T00:00:00Z");
  create->footer(
      "Example: anchorledger admin tokens create --actor a-7 --org st-example --role fin "
      "--role sc");
  CLI::App* revoke =
      AddCommand(*tokens, session, "revoke", "End a token at once", [&session, options] {
        api::v1::RevokeTokenRequest request;
        request.set_token_id(options->token_id);
        return Ask(session, &Stub::RevokeToken, request,
                   [&](const auto& response) { ShowMessage(session, response); });
      });
  revoke->add_option("token", options->token_id, "Id of the token")->required();
  revoke->footer("Example: anchorledger admin tokens revoke TOKEN");
}

}  // namespace

void AddAdminCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<AdminOptions>();
  CLI::App* backup = AddCommand(
      app, session, "backup", "Make a backup while the server runs", [&session, options] {
        api::v1::CreateBackupRequest request;
        request.set_name(options->name);
        return Ask(session, &Stub::CreateBackup, request,
                   [&](const auto& response) { ShowMessage(session, response); });
      });
  backup->add_option("name", options->name, "Name of the backup's folder at the server")
      ->required();
  backup->footer("Example: anchorledger backup monday");

  CLI::App* admin = app.add_subcommand("admin", "Look after the server");
  admin->require_subcommand(1);
  AddCommand(*admin, session, "info", "Version, log, head, who am I", [&session] {
    return ServerInfo(session);
  })->footer("Example: anchorledger admin info -o json");
  AddCommand(*admin, session, "projections", "Position and lag of each projection", [&session] {
    return Ask(session, &Stub::ListProjections, api::v1::ListProjectionsRequest(),
               [&](const auto& response) { ShowProjections(session, response); });
  })->footer("Example: anchorledger admin projections");
  CLI::App* rebuild =
      AddCommand(*admin, session, "rebuild", "Rebuild a projection beside the live one and swap",
                 [&session, options] {
                   api::v1::RebuildProjectionRequest request;
                   request.set_name(options->name);
                   return Ask(session, &Stub::RebuildProjection, request,
                              [&](const auto& response) { ShowMessage(session, response); });
                 });
  rebuild->add_option("name", options->name, "Name of the projection")->required();
  rebuild->footer("Example: anchorledger admin rebuild metrics");
  AddCommand(*admin, session, "confirm-clock", "Accept the server's clock after a leap",
             [&session] {
               return Ask(session, &Stub::ConfirmClock, api::v1::ConfirmClockRequest(),
                          [&](const auto& response) { ShowMessage(session, response); });
             })
      ->footer("Example: anchorledger admin confirm-clock");
  AddTokenCommands(*admin, session, options);
  AddReportLinkCommands(*admin, session);
}

}  // namespace anchorledger::cli
