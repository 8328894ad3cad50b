// Measures the metrics projection over a log on RocksDB: rebuild, start, queries, memory and disk.
//
//   bench_projections FOLDER [EVENTS]
//   bench_projections FOLDER 0           starts from what an earlier run left behind
//
// FOLDER/log is filled with the demo's made-up network of EVENTS events (default 1,000,000) when it
// does not exist; FOLDER/projection is built anew each time. One line a figure: name value unit.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "clients/cli/demo/network.h"
#include "proto/base/check.h"
#include "services/domain/event_types/event_placement.h"
#include "services/projections/follower.h"
#include "services/projections/metrics_projection.h"
#include "storage/log/rocksdb_log.h"
#include "storage/projection_store/projection_store.h"

namespace anchorledger {
namespace {

namespace pb = event::v1;
using projections::Fact;
using projections::FactKind;
using projections::FactSelection;
using projections::FactView;
using projections::Follower;
using projections::MetricsProjection;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kEventsPerCommit = 100;
constexpr std::string_view kTenant = "network-1";

double SecondsSince(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double ResidentMegabytes() {
  std::ifstream statm("/proc/self/statm");
  long total = 0;
  long resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

double BytesUnder(const std::string& folder) {
  double bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) bytes += static_cast<double>(file.file_size());
  }
  return bytes;
}

void Print(const char* name, double value, const char* unit) {
  std::printf("%-40s %14.2f %s\n", name, value, unit);
  std::fflush(stdout);
}

template <class T>
T Must(base::StatusOr<T> result) {
  if (!result.ok()) std::fprintf(stderr, "%s\n", base::ToString(result.status()).c_str());
  AL_CHECK(result.ok());
  return *std::move(result);
}
void Must(const base::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", base::ToString(status).c_str());
  AL_CHECK(status.ok());
}

storage::RocksdbLogOptions LogOptions(const std::string& folder) {
  storage::RocksdbLogOptions options;
  options.folder.folder = folder + "/log";
  options.folder.log = runtime::Logger();
  return options;
}

storage::ProposedRecord RecordOf(const api::v1::ProposedEvent& event) {
  pb::EventHeader header;
  header.set_anchor_id(event.anchor_id());
  header.set_partnership_id(event.partnership_id());
  header.set_actor_ref("actor-1");
  header.set_actor_org_id(event.anchor_id());
  header.set_actor_role(pb::ROLE_SYS);
  if (event.has_effective_on()) *header.mutable_effective_on() = event.effective_on();
  const pb::EventPayload& payload = event.payload();
  event_types::CompleteHeader(payload, base::Date{20'000}, header);
  auto stream = event_types::StreamFor(header, payload);
  // Corrections lie with their target; which stream that is does not matter to what is measured.
  return {.stream = stream.ok() ? *stream : base::StreamId("correction/any"),
          .header = header.SerializeAsString(),
          .payload = payload.SerializeAsString()};
}

void Fill(storage::EventLog& log, std::uint64_t events) {
  cli::Network network({.events = events});
  std::uint64_t requests = 0;
  const auto append = [&](const std::vector<api::v1::ProposedEvent>& batch) {
    storage::Commit commit;
    commit.tenant = base::TenantId(kTenant);
    commit.request_id = "request-" + std::to_string(++requests);
    for (const auto& event : batch) commit.records.push_back(RecordOf(event));
    const auto result = Must(storage::AppendAndWait(log, std::move(commit)));
    AL_CHECK(std::holds_alternative<storage::Committed>(result));
    api::v1::AppendEventsResponse response;
    const base::Position first = std::get<storage::Committed>(result).first;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      response.add_events()->set_position(first.Plus(i).value());
    }
    network.Acknowledge(batch, response);
  };
  const auto registry = network.Registry();
  for (std::size_t at = 0; at < registry.size(); at += kEventsPerCommit) {
    const auto end = std::min(registry.size(), at + kEventsPerCommit);
    append({registry.begin() + static_cast<std::ptrdiff_t>(at),
            registry.begin() + static_cast<std::ptrdiff_t>(end)});
  }
  while (true) {
    const auto batch = network.Next(kEventsPerCommit);
    if (batch.empty()) return;
    append(batch);
  }
}

storage::ProjectionStoreOptions StoreOptions(const std::string& folder) {
  storage::ProjectionStoreOptions options;
  options.folder = folder + "/projection";
  options.identity = "bench";
  return options;
}

void MeasureQueries(const MetricsProjection& projection) {
  const auto view = projection.View();
  const projections::Symbol tenant = view->Find(kTenant);
  const projections::Symbol anchor = view->Find("net-anchor-0");
  const auto measure = [&](const char* name, auto run) {
    std::vector<double> times;
    std::uint64_t rows = 0;
    for (int i = 0; i < 30; ++i) {
      rows = 0;
      const auto start = SteadyClock::now();
      run([&](const Fact&) { ++rows; });
      times.push_back(SecondsSince(start) * 1e3);
    }
    std::sort(times.begin(), times.end());
    Print((std::string(name) + ", rows").c_str(), static_cast<double>(rows), "rows");
    Print((std::string(name) + ", median").c_str(), times[times.size() / 2], "ms");
    Print((std::string(name) + ", slowest of 30").c_str(), times.back(), "ms");
  };
  FactSelection selection;
  selection.kind = FactKind::kPurchase;
  selection.tenant = tenant;
  if (anchor != 0) selection.anchors = {anchor};
  selection.from = base::kFirstDate;
  selection.to = base::kLastDate;
  measure("sums, big anchor, all months",
          [&](const auto& sink) { Must(view->Sums(selection, sink)); });
  FactSelection cut = selection;
  cut.from = base::Date{20'000 - 400};
  cut.to = base::Date{20'000 - 35};
  measure("sums, big anchor, a year not of whole months",
          [&](const auto& sink) { Must(view->Sums(cut, sink)); });
  measure("sums by supplier, big anchor, a year",
          [&](const auto& sink) { Must(view->SumsByEntity(cut, sink)); });
  FactSelection past = selection;
  past.known.position = base::Position(view->position().value() * 9 / 10);
  measure("sums, big anchor, known a tenth ago",
          [&](const auto& sink) { Must(view->Sums(past, sink)); });
}

void Run(const std::string& folder, std::uint64_t events) {
  const runtime::SystemClock clock;
  const bool fill = !std::filesystem::exists(folder + "/log");
  std::filesystem::create_directories(folder);
  auto log = Must(storage::RocksdbLog::Open(LogOptions(folder), clock));
  if (fill) {
    const auto start = SteadyClock::now();
    Fill(*log, events);
    Print("fill the log", SecondsSince(start), "s");
  }
  const auto count = static_cast<double>(log->Head().position.value());
  Print("events", count, "events");
  std::filesystem::remove_all(folder + "/projection");
  const double resident_before = ResidentMegabytes();
  {
    auto store = Must(storage::ProjectionStore::Create(StoreOptions(folder)));
    auto rows = std::make_unique<projections::StoredRows>(std::move(store));
    storage::ProjectionStore& bulk = rows->store();
    auto projection = Must(MetricsProjection::Open(std::move(rows), *log));
    Follower follower(*log, *projection, clock);
    const auto start = SteadyClock::now();
    const double cpu = CpuSeconds();
    follower.Start();
    Must(follower.WaitFor(log->Head().position, std::chrono::hours(1)));
    const double seconds = SecondsSince(start);
    Print("rebuild", seconds, "s");
    Print("rebuild", count / seconds, "events/s");
    Print("rebuild, processor time an event", (CpuSeconds() - cpu) * 1e6 / count, "us");
    follower.Stop();
    Must(bulk.EndBulk());
    const projections::MetricsProjectionSize size = projection->Size();
    Print("cells", static_cast<double>(size.cells), "cells");
    Print("bytes a cell", static_cast<double>(size.cell_bytes) / static_cast<double>(size.cells),
          "bytes");
    Print("symbols", static_cast<double>(size.symbols), "symbols");
    Print("bytes a symbol",
          static_cast<double>(size.symbol_bytes) / static_cast<double>(size.symbols), "bytes");
    Print("dimensions", static_cast<double>(size.dimensions), "combinations");
    Print("resident after the rebuild", ResidentMegabytes() - resident_before, "MB");
    MeasureQueries(*projection);
  }
  Print("disk of the projection", BytesUnder(folder + "/projection") / count, "bytes/event");
  Print("disk of the log", BytesUnder(folder + "/log") / count, "bytes/event");
}

void Start(const std::string& folder) {
  const runtime::SystemClock clock;
  auto log = Must(storage::RocksdbLog::Open(LogOptions(folder), clock));
  const auto start = SteadyClock::now();
  const double cpu = CpuSeconds();
  auto store = Must(storage::ProjectionStore::Open(StoreOptions(folder)));
  auto projection = Must(
      MetricsProjection::Open(std::make_unique<projections::StoredRows>(std::move(store)), *log));
  Print("start", SecondsSince(start), "s");
  Print("start, processor time", CpuSeconds() - cpu, "s");
  Print("resident after the start", ResidentMegabytes(), "MB");
}

}  // namespace
}  // namespace anchorledger

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_projections FOLDER [EVENTS]\n");
    return 2;
  }
  const std::uint64_t events = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  // 0: only the start, in a process of its own, so that its memory can be seen.
  if (events == 0) {
    anchorledger::Start(argv[1]);
  } else {
    anchorledger::Run(argv[1], events);
  }
  return 0;
}
