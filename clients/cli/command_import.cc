#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "clients/cli/change_report.h"
#include "clients/cli/import_report.h"
#include "clients/cli/output/proto_json.h"
#include "clients/cli/output/shorthand.h"
#include "clients/cli/profile_file.h"
#include "clients/cli/resuming_import.h"
#include "clients/cli/session.h"
#include "clients/cli/upload.h"

namespace anchorledger::cli {
namespace {

using Stub = api::v1::ImportService::Stub;

constexpr int kPageRows = 1000;

struct ImportOptions {
  std::string what;
  std::string file;
  std::string profile;
  std::vector<std::string> lookups;
  std::string anchor, partnership, from, to, source, late_reason;
  std::string request_id;
  std::string rejected_file;
  bool dry_run = false;
  bool all_or_nothing = false;
  bool void_vanished = false;
  bool without_metrics = false;
  std::string import_id;
  std::string list = "rejected";
};

// All that can be wrong with the files here is said before the first of them is sent.
base::Status CheckFiles(const ImportOptions& options) {
  AL_RETURN_IF_ERROR(CheckUploadable(options.file));
  for (const std::string& lookup : options.lookups) {
    const auto equals = lookup.find('=');
    if (equals == std::string::npos) {
      return base::MakeError(base::ErrorReason::kFieldInvalid,
                             "--lookup: write TABLE=FILE, not " + lookup);
    }
    AL_RETURN_IF_ERROR(CheckUploadable(lookup.substr(equals + 1)));
  }
  return absl::OkStatus();
}

base::Status UploadLookups(Session& session, const ImportOptions& options,
                           api::v1::StartImportRequest* request) {
  for (const std::string& lookup : options.lookups) {
    const auto equals = lookup.find('=');
    AL_ASSIGN_OR_RETURN(std::string upload, UploadFile(session, lookup.substr(equals + 1)));
    auto* entry = request->add_lookups();
    entry->set_table(lookup.substr(0, equals));
    entry->set_upload_id(std::move(upload));
  }
  return absl::OkStatus();
}

base::Status SetPeriod(const ImportOptions& options, api::v1::StartImportRequest* request) {
  if (options.from.empty() && options.to.empty()) return absl::OkStatus();
  if (options.from.empty() || options.to.empty()) {
    return base::MakeError(base::ErrorReason::kFieldInvalid, "--from and --to go together");
  }
  event::v1::Period& period = *request->mutable_period();
  AL_RETURN_IF_ERROR(ReadDayOption(options.from, "--from", period.mutable_from()));
  return ReadDayOption(options.to, "--to", period.mutable_to());
}

// What the rows may be said to be, and what they become then.
struct RowKind {
  const char* name;
  std::vector<std::string> events;  // one of them at least; empty = any will do
};

const std::vector<RowKind>& RowKinds() {
  static const std::vector<RowKind> kinds = {
      {"purchases",
       {"PurchaseRecorded", "PurchaseReversed", "SupplierCreditRecorded", "ContractAwarded"}},
      {"hires",
       {"HireRecorded", "PipelineCohortReported", "RetentionReported", "PromotionRecorded",
        "WageReported"}},
      {"investments",
       {"InvestmentCommitted", "LoanDisbursed", "LoanRepaymentReceived", "GrantDisbursed",
        "DepositPlaced", "EquityFunded", "InKindContributed", "CapitalAllocated",
        "CoInvestmentReported"}},
      {"suppliers", {"SupplierRegistered", "SupplierClassified", "SupplierClassificationEnded"}},
      {"outcomes",
       {"JobsReported", "HousingUnitsReported", "ConveningHeld", "CapacityBuildingDelivered",
        "PartnerReportDue", "PartnerReportReceived"}},
      {"events", {}}};
  return kinds;
}

std::vector<std::string> RowKindNames() {
  std::vector<std::string> names;
  for (const RowKind& kind : RowKinds()) names.emplace_back(kind.name);
  return names;
}

// Refuses a profile that makes no event of the kind that the command line names: whoever says
// "hires" and gives the profile of a purchasing ledger has mistaken one of the two.
base::Status CheckKind(const std::string& what, const api::v1::ImportProfile& profile) {
  for (const RowKind& kind : RowKinds()) {
    if (kind.name != what || kind.events.empty() || profile.emits().empty()) continue;
    std::vector<std::string> made;
    for (const auto& rule : profile.emits()) made.push_back(rule.event());
    const bool any = std::any_of(made.begin(), made.end(), [&](const std::string& event) {
      return std::find(kind.events.begin(), kind.events.end(), event) != kind.events.end();
    });
    if (any) continue;
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "profile \"" + profile.name() + "\" makes no " + what +
                               " of a row but " + Joined(made) +
                               "; name what the rows are, or another profile");
  }
  return absl::OkStatus();
}

// The profile of a file, or the one kept under a name, which must suit what the rows are.
base::Status ChooseProfile(Session& session, const ImportOptions& options,
                           api::v1::StartImportRequest* request) {
  if (std::filesystem::exists(options.profile)) {
    AL_ASSIGN_OR_RETURN(*request->mutable_profile(), ReadProfileFile(options.profile));
    return CheckKind(options.what, request->profile());
  }
  request->set_profile_name(options.profile);
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::GetProfileRequest question;
  question.set_name(options.profile);
  api::v1::GetProfileResponse kept;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::GetProfile, question, &kept));
  return CheckKind(options.what, kept.saved().profile());
}

base::StatusOr<api::v1::StartImportRequest> BuildRequest(Session& session,
                                                         const ImportOptions& options,
                                                         const std::string& request_id) {
  api::v1::StartImportRequest request;
  AL_RETURN_IF_ERROR(SetPeriod(options, &request));
  AL_RETURN_IF_ERROR(CheckFiles(options));
  AL_RETURN_IF_ERROR(ChooseProfile(session, options, &request));
  request.set_request_id(request_id);
  request.set_dry_run(options.dry_run);
  request.set_all_or_nothing(options.all_or_nothing);
  request.set_void_vanished(options.void_vanished);
  request.set_leave_out_metric_changes(options.without_metrics);
  request.set_anchor_id(options.anchor);
  request.set_partnership_id(options.partnership);
  request.set_source(options.source);
  request.set_late_reason(options.late_reason);
  AL_ASSIGN_OR_RETURN(*request.mutable_upload_id(), UploadFile(session, options.file));
  AL_RETURN_IF_ERROR(UploadLookups(session, options, &request));
  return request;
}

base::Status SaveRows(Connection& connection, Stub& stub, const std::string& import_id,
                      api::v1::RowList list, std::ostream& out) {
  api::v1::DownloadRejectedRowsRequest request;
  request.set_import_id(import_id);
  request.set_list(list);
  const auto context = connection.NewContext(/*with_deadline=*/false);
  const auto reader = stub.DownloadRejectedRows(context.get(), request);
  api::v1::DownloadRejectedRowsResponse part;
  while (reader->Read(&part)) out << part.data();
  return wire::FromGrpcStatus(reader->Finish());
}

// Every row with what is wrong with it and its values by column.
base::StatusOr<Json> RowsAsJson(Connection& connection, Stub& stub, const std::string& import_id,
                                api::v1::RowList list) {
  api::v1::ListRejectedRowsRequest request;
  request.set_import_id(import_id);
  request.set_list(list);
  request.set_page_size(kPageRows);
  Json rows = Json::array();
  do {
    api::v1::ListRejectedRowsResponse page;
    AL_RETURN_IF_ERROR(connection.Call(stub, &Stub::ListRejectedRows, request, &page));
    for (const auto& row : page.rows()) {
      Json values = Json::object();
      for (int i = 0; i < row.values_size(); ++i) {
        values[i < page.columns_size() ? page.columns(i) : std::to_string(i + 1)] = row.values(i);
      }
      rows.push_back({{"line", row.line()},
                      {"column", row.column()},
                      {"code", row.code()},
                      {"message", row.message()},
                      {"position", row.position()},
                      {"values", std::move(values)}});
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return rows;
}

base::Status SaveRejected(Connection& connection, Stub& stub, const ImportOptions& options,
                          const api::v1::Import& import) {
  if (options.rejected_file.empty() || import.counts().rejected() == 0) return absl::OkStatus();
  std::ofstream file(options.rejected_file, std::ios::binary);
  AL_RETURN_IF_ERROR(
      SaveRows(connection, stub, import.import_id(), api::v1::ROW_LIST_REJECTED, file));
  if (file.flush()) return absl::OkStatus();
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         options.rejected_file + ": the file cannot be written");
}

ExitCode ImportExitCode(const api::v1::Import& import) {
  switch (import.state()) {
    case api::v1::IMPORT_STATE_COMPLETED:
      return import.counts().rejected() == 0 ? ExitCode::kOk : ExitCode::kRejectedRows;
    case api::v1::IMPORT_STATE_REFUSED:
      return ExitCode::kRefused;
    case api::v1::IMPORT_STATE_INTERRUPTED:
      return ExitCode::kUnavailable;
    default:
      return ExitCodeOfReason(import.failure_code());
  }
}

base::StatusOr<ExitCode> RunImport(Session& session, const ImportOptions& options) {
  const std::string request_id = options.request_id.empty() ? NewRequestId() : options.request_id;
  AL_ASSIGN_OR_RETURN(const api::v1::Import import, CarryThrough(session, request_id, [&] {
                        return BuildRequest(session, options, request_id);
                      }));
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  AL_RETURN_IF_ERROR(SaveRejected(*connection, *stub, options, import));
  const bool shows_changes = import.dry_run() && !options.without_metrics &&
                             import.state() == api::v1::IMPORT_STATE_COMPLETED;
  if (!shows_changes) {
    ShowImport(session, import);
    return ImportExitCode(import);
  }
  AL_ASSIGN_OR_RETURN(const api::v1::ListMetricChangesResponse changes,
                      FetchMetricChanges(*connection, *stub, import.import_id()));
  ShowImport(session, import, &changes);
  return ImportExitCode(import);
}

base::StatusOr<ExitCode> ListImports(Session& session, const ImportOptions& options) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::ListImportsRequest request;
  request.set_source(options.source);
  request.set_page_size(kPageRows);
  api::v1::ListImportsResponse all;
  do {
    api::v1::ListImportsResponse page;
    AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::ListImports, request, &page));
    all.mutable_imports()->MergeFrom(page.imports());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  session.Show(ImportListReport(all));
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> ShowRows(Session& session, const ImportOptions& options) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  const auto number = ParseEnumWord(*api::v1::RowList_descriptor(), options.list);
  if (!number.ok()) return base::Annotate(number.status(), "--list");
  const auto list = static_cast<api::v1::RowList>(*number);
  std::ostream& out = session.streams().out;
  if (session.options().format() == OutputFormat::kJson) {
    AL_ASSIGN_OR_RETURN(const Json rows, RowsAsJson(*connection, *stub, options.import_id, list));
    out << rows.dump(2) << "\n";
  } else {
    AL_RETURN_IF_ERROR(SaveRows(*connection, *stub, options.import_id, list, out));
  }
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> UndoImport(Session& session, const ImportOptions& options) {
  api::v1::UndoImportRequest request;
  request.set_import_id(options.import_id);
  request.set_dry_run(options.dry_run);
  request.set_late_reason(options.late_reason);
  AL_ASSIGN_OR_RETURN(const api::v1::UndoImportResponse response, CarryUndo(session, request));
  ShowUndo(session, response, options.dry_run);
  return ExitCode::kOk;
}

void AddRunOptions(Session& session, CLI::App* import, ImportOptions* options) {
  WithChoices(session,
              import->add_option("what", options->what, "What the rows are")
                  ->check(CLI::IsMember(RowKindNames())),
              RowKindNames());
  import->add_option("file", options->file, "Delimited text file")->check(CLI::ExistingFile);
  import->add_option("--profile", options->profile, "Profile: a JSON file, or a name kept there");
  import->add_option("--lookup", options->lookups, "Further file of the profile, TABLE=FILE");
  import->add_option("--anchor", options->anchor, "Anchor that the rows belong to");
  import->add_option("--partnership", options->partnership, "Partnership they belong to");
  import->add_option("--from", options->from, "First day that the file covers, YYYY-MM-DD");
  import->add_option("--to", options->to, "Last day that the file covers, YYYY-MM-DD");
  import->add_option("--source", options->source, "Where the rows come from");
  import->add_option("--request-id", options->request_id, "Give it again to resume");
  import->add_option("--late-reason", options->late_reason, "Why rows of closed periods come");
  import->add_option("--rejected", options->rejected_file, "Write rejected rows to this CSV file");
  import->add_flag("--dry-run", options->dry_run, "Count and check everything, append nothing");
  import->add_flag("--without-metrics", options->without_metrics,
                   "Of a dry run: do not find out what would change in the metrics");
  import->add_flag("--all-or-nothing", options->all_or_nothing,
                   "Append nothing when a row is rejected");
  import->add_flag("--void-vanished", options->void_vanished,
                   "Void rows of the earlier file that are missing in this one");
  import->footer(
      "A dry run appends nothing, has the counts of the import, and shows what would change in\n"
      "the metrics, before and after.\n"
      "read = created + updated + unchanged + rejected. The same file again adds nothing.\n"
      "When the server stops meanwhile, the command waits for it and goes on.\n"
      "deploy/profiles explains profiles.\n"
      "Examples:\n"
      "  anchorledger import purchases ledger.csv --anchor st-example --profile ledger.json "
      "--dry-run\n"
      "  anchorledger import list\n"
      "  anchorledger import rows IMPORT --list rejected > rejected.csv\n"
      "  anchorledger import undo IMPORT\n");
}

}  // namespace

void AddImportCommands(CLI::App& app, Session& session) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* import = AddCommand(app, session, "import", "Bring in the rows of a file", nullptr);
  AddRunOptions(session, import, options.get());
  import->require_subcommand(0, 1);
  import->callback([&session, import, options] {
    if (!import->get_subcommands().empty()) return;  // the sub-command has set its own action
    if (options->file.empty() || options->profile.empty()) {
      throw CLI::RequiredError("what, file and --profile");
    }
    session.SetAction([&session, options] { return RunImport(session, *options); });
  });

  CLI::App* list = AddCommand(*import, session, "list", "Imports, newest first",
                              [&session, options] { return ListImports(session, *options); });
  list->add_option("--source", options->source, "Only of this source");
  list->footer("Example: anchorledger import list --source st-example-ledger");
  CLI::App* rows =
      AddCommand(*import, session, "rows", "Rejected, vanished or unmatched rows, as CSV or JSON",
                 [&session, options] { return ShowRows(session, *options); });
  rows->add_option("import", options->import_id, "Id of the import")->required();
  const std::vector<std::string> lists = EnumWords(*api::v1::RowList_descriptor());
  WithChoices(
      session,
      rows->add_option("--list", options->list, "One of " + Joined(lists))->capture_default_str(),
      lists);
  rows->footer(
      "Examples:\n"
      "  anchorledger import rows IMPORT > rejected.csv\n"
      "  anchorledger import rows IMPORT --list vanished > vanished.csv\n"
      "A vanished row has the ids of its events in event_id, \"<log>-<position>\" each.\n"
      "To take one out: anchorledger events void POSITION\n");
  CLI::App* undo = AddCommand(*import, session, "undo", "Take an import back, visibly",
                              [&session, options] { return UndoImport(session, *options); });
  undo->add_option("import", options->import_id, "Id of the import")->required();
  undo->footer("Example: anchorledger import undo IMPORT --dry-run");
  undo->add_flag("--dry-run", options->dry_run, "Only say what would be voided");
  undo->add_option("--late-reason", options->late_reason, "Why closed periods are changed");
}

}  // namespace anchorledger::cli
