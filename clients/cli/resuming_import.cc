#include "clients/cli/resuming_import.h"

#include <chrono>
#include <memory>

#include "clients/cli/output/report.h"
#include "clients/cli/progress.h"

namespace anchorledger::cli {
namespace {

using Stub = api::v1::ImportService::Stub;

constexpr int kAttemptsMax = 20;
constexpr std::chrono::seconds kPatience{120};

const char* PhaseName(const api::v1::Import& import) {
  switch (import.state()) {
    case api::v1::IMPORT_STATE_QUEUED:
      return "waiting";
    case api::v1::IMPORT_STATE_CHECKING:
      return import.dry_run() ? "dry run" : "checking";
    case api::v1::IMPORT_STATE_UNDOING:
      return "undoing";
    default:
      return import.dry_run() ? "dry run" : "importing";
  }
}

// Follows an import until it has ended or the server is gone.
base::StatusOr<api::v1::Import> Follow(Session& session, Connection& connection, Stub& stub,
                                       const std::string& import_id, const std::string& what) {
  const auto context = connection.NewContext(/*with_deadline=*/false);
  api::v1::WatchImportRequest request;
  request.set_import_id(import_id);
  const auto reader = stub.WatchImport(context.get(), request);
  Progress progress(session.streams().err, session.ShowsProgress(), what);
  api::v1::WatchImportResponse message;
  while (reader->Read(&message)) {
    const auto& done = message.progress();
    progress.Show(done.bytes_done(), done.bytes_total(),
                  GroupDigits(static_cast<std::int64_t>(done.rows_done())) + " rows, " +
                      GroupDigits(static_cast<std::int64_t>(done.rows_per_second())) + " rows/s, " +
                      PhaseName(message.import()));
  }
  progress.End();
  AL_RETURN_IF_ERROR(wire::FromGrpcStatus(reader->Finish()));
  return message.import();
}

base::StatusOr<api::v1::Import> TryOnce(Session& session, const ImportRequestSource& make_request) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  AL_ASSIGN_OR_RETURN(const api::v1::StartImportRequest request, make_request());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  api::v1::StartImportResponse started;
  AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::StartImport, request, &started));
  return Follow(session, *connection, *stub, started.import().import_id(), "import");
}

bool MayGoOn(const base::StatusOr<api::v1::Import>& outcome) {
  if (outcome.ok()) return outcome->state() == api::v1::IMPORT_STATE_INTERRUPTED;
  return outcome.status().code() == absl::StatusCode::kUnavailable;
}

// A file or profile that is wrong fails again; then only what stays of it is worth saying.
bool CanBeRunAgain(const api::v1::Import& import) {
  if (import.state() != api::v1::IMPORT_STATE_FAILED || import.dry_run()) return false;
  return import.counts().events() > 0 ||
         ExitCodeOfReason(import.failure_code()) != ExitCode::kRefused;
}

void SayHowToGoOn(Session& session, const std::string& request_id) {
  session.streams().err << "what was imported so far stays; to go on, give the same command with "
                           "--request-id "
                        << request_id << "\n";
}

}  // namespace

base::StatusOr<api::v1::Import> CarryThrough(Session& session, const std::string& request_id,
                                             const ImportRequestSource& make_request) {
  for (int attempts = 1;; ++attempts) {
    base::StatusOr<api::v1::Import> outcome = TryOnce(session, make_request);
    if (!MayGoOn(outcome)) {
      const bool later = outcome.ok() ? CanBeRunAgain(*outcome)
                                      : ExitCodeOf(outcome.status()) == ExitCode::kUnavailable;
      if (later) SayHowToGoOn(session, request_id);
      return outcome;
    }
    AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
    session.streams().err << "the server was interrupted; waiting for it to go on with the import"
                          << std::endl;
    const auto deadline = std::chrono::system_clock::now() + kPatience;
    if (attempts == kAttemptsMax || !connection->channel()->WaitForConnected(deadline)) {
      SayHowToGoOn(session, request_id);
      return outcome;
    }
    session.streams().err << "the server is back; the import goes on, nothing is recorded twice"
                          << std::endl;
  }
}

base::StatusOr<api::v1::UndoImportResponse> CarryUndo(Session& session,
                                                      const api::v1::UndoImportRequest& request) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  const auto stub = api::v1::ImportService::NewStub(connection->channel());
  while (true) {
    api::v1::UndoImportResponse response;
    AL_RETURN_IF_ERROR(connection->Call(*stub, &Stub::UndoImport, request, &response));
    if (response.import().state() != api::v1::IMPORT_STATE_UNDOING) return response;
    if (request.dry_run()) continue;  // the next call waits on
    // When the watch breaks off, the next call finds out why.
    Follow(session, *connection, *stub, request.import_id(), "undo").status().IgnoreError();
  }
}

}  // namespace anchorledger::cli
