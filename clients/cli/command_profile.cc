#include <google/protobuf/util/time_util.h>

#include <memory>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "clients/cli/append_file.h"
#include "clients/cli/input_file.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/profile_file.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {

base::StatusOr<api::v1::ImportProfile> ReadProfileFile(const std::string& path) {
  AL_ASSIGN_OR_RETURN(const std::string text, ReadFileOrInput(path));
  api::v1::ImportProfile profile;
  try {
    AL_RETURN_IF_ERROR(base::Annotate(JsonToMessage(Json::parse(text), &profile), path));
  } catch (const nlohmann::json::exception& error) {
    return base::MakeError(base::ErrorReason::kFieldInvalid, path + ": " + error.what());
  }
  return profile;
}

namespace {

using Stub = api::v1::ImportService::Stub;

struct ProfileOptions {
  std::string name;
  std::string file;
};

base::StatusOr<ExitCode> SaveProfile(Session& session, const ProfileOptions& options) {
  api::v1::SaveProfileRequest request;
  AL_ASSIGN_OR_RETURN(*request.mutable_profile(), ReadProfileFile(options.file));
  if (!options.name.empty()) request.mutable_profile()->set_name(options.name);
  request.set_request_id(NewRequestId());
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::SaveProfileResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::SaveProfile, request, &response));
  session.streams().err << "saved " << response.saved().profile().name() << ", edition "
                        << response.saved().edition() << "\n";
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ShowProfile(Session& session, const ProfileOptions& options) {
  api::v1::GetProfileRequest request;
  request.set_name(options.name);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::GetProfileResponse response;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::GetProfile, request, &response));
  session.streams().out << MessageToJson(response.saved().profile()).dump(2) << "\n";
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ListProfiles(Session& session) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::ListProfilesResponse response;
  AL_RETURN_IF_ERROR(
      connection->Call(*stub, &Stub::ListProfiles, api::v1::ListProfilesRequest(), &response));
  Report report({{"name", "Profile"},
                 {"edition", "Edition", Alignment::kRight},
                 {"saved_at", "Saved"},
                 {"description", "Description"}});
  for (const auto& saved : response.saved()) {
    report.AddRow({TextCell(saved.profile().name()),
                   CountCell(static_cast<std::int64_t>(saved.edition())),
                   TextCell(google::protobuf::util::TimeUtil::ToString(saved.saved_at())),
                   TextCell(saved.profile().description())});
  }
  session.Show(report);
  return ExitCode::kOk;
}

}  // namespace

void AddProfileCommands(CLI::App& app, Session& session) {
  CLI::App* profile = app.add_subcommand("profile", "Import profiles kept on the server");
  profile->require_subcommand(1);
  auto options = std::make_shared<ProfileOptions>();
  CLI::App* save = AddCommand(*profile, session, "save", "Keep a profile under its name",
                              [&session, options] { return SaveProfile(session, *options); });
  save->add_option("file", options->file, "Profile in JSON")->required();
  save->add_option("--name", options->name, "Another name than the one in the file");
  save->footer("Example: anchorledger profile save ledger.json --name st-example-ledger");
  CLI::App* show = AddCommand(*profile, session, "show", "Print a profile as JSON",
                              [&session, options] { return ShowProfile(session, *options); });
  show->add_option("name", options->name, "Name of the profile")->required();
  show->footer("Example: anchorledger profile show st-example-ledger > ledger.json");
  AddCommand(*profile, session, "list", "Profiles by name", [&session] {
    return ListProfiles(session);
  })->footer("Example: anchorledger profile list");
}

}  // namespace anchorledger::cli
