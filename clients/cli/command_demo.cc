#include <algorithm>
#include <chrono>
#include <map>
#include <memory>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "clients/cli/demo/metric_matrix.h"
#include "clients/cli/demo/network_load.h"
#include "clients/cli/demo/open_reports.h"
#include "clients/cli/demo/scenario.h"
#include "clients/cli/progress.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {
namespace {

struct DemoOptions {
  NetworkLoad network;
  bool scale = false;
};

// Appends one partnership entry by entry. Request ids are made from its name and the entry's
// place, so that a second run finds everything there and adds nothing.
base::Status AppendScenario(Connection& connection, const Scenario& scenario, Progress& progress,
                            std::uint64_t* last_position) {
  const auto stub = api::v1::EventService::NewStub(connection.channel());
  std::map<std::string, std::uint64_t> positions;
  for (std::size_t i = 0; i < scenario.entries.size(); ++i) {
    const Json& entry = scenario.entries[i];
    api::v1::AppendEventsRequest request;
    request.set_request_id("demo-" + scenario.partnership + "-" + std::to_string(i));
    AL_ASSIGN_OR_RETURN(*request.add_events(), EventOf(scenario, entry, positions));
    api::v1::AppendEventsResponse response;
    base::Status status =
        connection.Call(*stub, &api::v1::EventService::Stub::AppendEvents, request, &response);
    if (!status.ok()) {
      return base::Annotate(std::move(status), scenario.partnership + ", entry " +
                                                   std::to_string(i) + " (" +
                                                   entry["event"].get<std::string>() + ")");
    }
    const std::uint64_t position = response.events(0).position();
    if (entry.contains("label")) positions[entry["label"]] = position;
    *last_position = std::max(*last_position, position);
    progress.Show(i + 1, scenario.entries.size());
  }
  return absl::OkStatus();
}

base::Status AppendOpenReports(Connection& connection, std::uint64_t* last_position) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const OpenReports reports = OpenReportsOn(
      {static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(now).count())});
  api::v1::AppendEventsRequest request;
  request.set_request_id(reports.request_id);
  for (const auto& event : reports.events) *request.add_events() = event;
  const auto stub = api::v1::EventService::NewStub(connection.channel());
  api::v1::AppendEventsResponse response;
  AL_RETURN_IF_ERROR(base::Annotate(
      connection.Call(*stub, &api::v1::EventService::Stub::AppendEvents, request, &response),
      reports.request_id));
  for (const auto& event : response.events()) {
    *last_position = std::max(*last_position, event.position());
  }
  return absl::OkStatus();
}

base::Status ShowMatrix(Session& session, Connection& connection, std::uint64_t min_position) {
  const auto stub = api::v1::MetricsService::NewStub(connection.channel());
  api::v1::ListMetricsRequest list;
  list.set_page_size(1000);
  api::v1::ListMetricsResponse definitions;
  AL_RETURN_IF_ERROR(
      connection.Call(*stub, &api::v1::MetricsService::Stub::ListMetrics, list, &definitions));
  api::v1::QueryMetricsRequest request;
  for (const auto& definition : definitions.metrics()) {
    const bool repeated = request.metric_ids_size() > 0 &&
                          request.metric_ids(request.metric_ids_size() - 1) == definition.id();
    if (!repeated) request.add_metric_ids(definition.id());
  }
  for (const Scenario& scenario : DemoScenarios()) {
    request.mutable_query()->mutable_filter()->add_anchor_ids(scenario.anchor);
  }
  request.mutable_query()->add_group_by(api::v1::METRIC_DIMENSION_PHASE);
  request.mutable_query()->set_min_position(min_position);
  api::v1::QueryMetricsResponse by_phase;
  AL_RETURN_IF_ERROR(
      connection.Call(*stub, &api::v1::MetricsService::Stub::QueryMetrics, request, &by_phase));
  Report matrix = MetricMatrix(definitions, by_phase);
  matrix.AddNote(
      "Published figures are marked as such in each event's evidence "
      "(kind published_figure); all others are illustrative.");
  session.Show(matrix);
  return absl::OkStatus();
}

base::StatusOr<ExitCode> RunDemo(Session& session) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  std::uint64_t last_position = 0;
  for (const Scenario& scenario : DemoScenarios()) {
    Progress progress(session.streams().err, session.ShowsProgress(), scenario.partnership);
    AL_RETURN_IF_ERROR(AppendScenario(*connection, scenario, progress, &last_position));
  }
  AL_RETURN_IF_ERROR(AppendOpenReports(*connection, &last_position));
  AL_RETURN_IF_ERROR(ShowMatrix(session, *connection, last_position));
  return ExitCode::kOk;
}

base::StatusOr<ExitCode> RunNetwork(Session& session, const NetworkLoad& load) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  Progress progress(session.streams().err, session.ShowsProgress(), "network");
  AL_ASSIGN_OR_RETURN(const NetworkLoadResult result,
                      LoadNetwork(*connection, load, [&](std::uint64_t done) {
                        progress.Show(done, load.size.events);
                      }));
  progress.End();
  Report report({{"events", "Events", Alignment::kRight},
                 {"milliseconds", "Milliseconds", Alignment::kRight},
                 {"events_per_second", "Events/s", Alignment::kRight},
                 {"last_position", "Last position", Alignment::kRight}});
  const auto ms = std::max<std::int64_t>(result.elapsed.count(), 1);
  report.AddRow({CountCell(static_cast<std::int64_t>(result.events)), CountCell(ms),
                 CountCell(static_cast<std::int64_t>(result.events) * 1000 / ms),
                 CountCell(static_cast<std::int64_t>(result.last_position))});
  session.Show(report);
  return ExitCode::kOk;
}

}  // namespace

void AddDemoCommand(CLI::App& app, Session& session) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App* demo =
      AddCommand(app, session, "demo", "Append three partnerships and show their metrics",
                 [&session, options] {
                   return options->scale ? RunNetwork(session, options->network) : RunDemo(session);
                 });
  demo->add_option("--scale", options->network.size.events,
                   "Instead: append a made-up network of about so many events")
      ->check(CLI::Range(std::uint64_t{1'000}, std::uint64_t{1'000'000'000}))
      ->each([options](const std::string&) { options->scale = true; });
  demo->footer(
      "Examples:\n"
      "  anchorledger demo\n"
      "  anchorledger demo --scale 100000 --seed 7 --prefix load\n");
  demo->add_option("--seed", options->network.size.seed, "Seed of the made-up network")
      ->capture_default_str();
  demo->add_option("--prefix", options->network.size.prefix, "Beginning of its ids")
      ->capture_default_str();
  demo->add_option("--batch", options->network.batch_events, "Events in one request")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  demo->add_option("--in-flight", options->network.in_flight, "Requests at the same time")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
}

}  // namespace anchorledger::cli
