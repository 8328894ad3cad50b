// Measures the log on RocksDB by itself: appends, scans, opening and closing, bytes on disk.
//
//   bench_log FOLDER [EVENTS]      EVENTS (default 1,000,000) are appended in commits of 100
//
// One line a figure: name value unit. FOLDER must not exist and is left behind.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "proto/base/check.h"
#include "proto/base/hash.h"
#include "storage/log/log_verify.h"
#include "storage/log/rocksdb_log.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using SteadyClock = std::chrono::steady_clock;

constexpr size_t kRecordsPerCommit = 100;
constexpr int kInFlight = 64;
constexpr std::chrono::seconds kSingleTime{5};
constexpr int kStreams = 100'000;

double SecondsSince(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Processor time used by the whole process: unlike the elapsed time, it says the same on a machine
// that others use too.
double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void Print(const char* name, double value, const char* unit) {
  std::printf("%-36s %14.1f %s\n", name, value, unit);
  std::fflush(stdout);
}

// Commits that look like those of the product: a UUID as request id, a header whose fields repeat,
// a payload with an id, an amount and a date.
class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  Commit Next(size_t records) {
    Commit commit;
    commit.tenant = base::TenantId{"network-1"};
    commit.request_id = base::HexEncode(base::RandomBytes(16)).insert(8, "-").insert(13, "-");
    for (uint8_t& byte : commit.digest) byte = static_cast<uint8_t>(random_());
    for (size_t i = 0; i < records; ++i) {
      const std::string number = std::to_string(random_() % kStreams);
      commit.records.push_back(
          {.stream = base::StreamId{"purchase/po-" + number},
           .header = "anchor-4 actor-1f9c finance purchasing 2024-03-14 " + number.substr(0, 4),
           .payload = "supplier-" + number + " " + std::to_string(random_() % 10'000'000) +
                      " USD inv " + std::to_string(random_() % 1'000'000)});
    }
    return commit;
  }

 private:
  std::mt19937_64 random_;
};

RocksdbLogOptions OptionsIn(const std::string& folder) {
  return {.folder = {.folder = folder,
                     .log = runtime::Logger::ToStandardError(runtime::LogLevel::kWarn)}};
}

std::unique_ptr<RocksdbLog> Open(const std::string& folder, const runtime::Clock& clock) {
  auto opened = RocksdbLog::Open(OptionsIn(folder), clock);
  if (!opened.ok()) std::fprintf(stderr, "%s\n", base::ToString(opened.status()).c_str());
  AL_CHECK(opened.ok());
  return *std::move(opened);
}

// `threads` callers, each with one commit of `records` in flight.
void MeasureClosedLoop(EventLog& log, int threads, size_t records, const char* name) {
  std::atomic<uint64_t> appended = 0;
  std::vector<std::vector<double>> latencies(static_cast<size_t>(threads));
  const auto start = SteadyClock::now();
  const double cpu_start = CpuSeconds();
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < threads; ++caller) {
    callers.emplace_back([&, caller] {
      Generator generator(static_cast<uint64_t>(caller) + records);
      while (SteadyClock::now() - start < kSingleTime) {
        const auto sent = SteadyClock::now();
        const auto result = AppendAndWait(log, generator.Next(records));
        AL_CHECK(result.ok() && std::holds_alternative<Committed>(*result));
        latencies[static_cast<size_t>(caller)].push_back(SecondsSince(sent));
        appended += records;
      }
    });
  }
  callers.clear();
  const double seconds = SecondsSince(start);
  std::vector<double> all;
  for (const auto& some : latencies) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  Print(name, static_cast<double>(appended) / seconds, "events/s");
  Print("  processor", 1e6 * (CpuSeconds() - cpu_start) / static_cast<double>(appended),
        "us/event");
  Print("  p50", 1e6 * all[all.size() / 2], "us");
  Print("  p99", 1e6 * all[all.size() * 99 / 100], "us");
}

// One producer which keeps several commits on their way.
void MeasureBulk(EventLog& log, uint64_t events) {
  Generator generator(1);
  std::vector<Commit> prepared;
  double seconds = 0;
  double cpu_seconds = 0;
  for (uint64_t done = 0; done < events;) {
    prepared.clear();
    while (prepared.size() < 1000 && done < events) {
      prepared.push_back(generator.Next(kRecordsPerCommit));
      done += kRecordsPerCommit;
    }
    const auto start = SteadyClock::now();
    const double cpu_start = CpuSeconds();
    std::atomic<size_t> answered = 0;
    size_t sent = 0;
    for (Commit& commit : prepared) {
      while (sent - answered.load() >= 16) answered.wait(answered.load());
      const auto status = log.Append(std::move(commit), [&](AppendResult result) {
        AL_CHECK(std::holds_alternative<Committed>(result));
        ++answered;
        answered.notify_one();
      });
      AL_CHECK(status.ok());
      ++sent;
    }
    for (size_t now = answered; now < sent; now = answered) answered.wait(now);
    seconds += SecondsSince(start);
    cpu_seconds += CpuSeconds() - cpu_start;
  }
  Print("append, commits of 100, 16 in flight", static_cast<double>(events) / seconds, "events/s");
  Print("  processor", 1e6 * cpu_seconds / static_cast<double>(events), "us/event");
}

void MeasureScan(const EventLog& log) {
  const auto start = SteadyClock::now();
  const double cpu_start = CpuSeconds();
  Position next{1};
  uint64_t bytes = 0;
  for (;;) {
    const auto records = log.Read(next, ReadLimit{.records = 1000}, Direction::kForward);
    AL_CHECK(records.ok());
    if (records->empty()) break;
    for (const Record& record : *records) bytes += record.payload.size();
    next = records->back().position.Next();
  }
  AL_CHECK(bytes > 0);
  Print("scan", static_cast<double>(next.value() - 1) / SecondsSince(start), "events/s");
  Print("  processor", 1e6 * (CpuSeconds() - cpu_start) / static_cast<double>(next.value() - 1),
        "us/event");
}

// Streams that are there, or new ones, which are most of those that an import asks for.
void MeasureStreams(const EventLog& log, const std::string& prefix, size_t records,
                    const char* name) {
  std::mt19937_64 random(3);
  constexpr int kReads = 20'000;
  const auto start = SteadyClock::now();
  const double cpu_start = CpuSeconds();
  for (int i = 0; i < kReads; ++i) {
    const base::StreamId stream{prefix + std::to_string(random() % kStreams)};
    AL_CHECK(log.ReadStream(base::TenantId{"network-1"}, stream, base::Revision{1},
                            ReadLimit{.records = records}, Direction::kForward)
                 .ok());
  }
  Print(name, kReads / SecondsSince(start), "streams/s");
  Print("  processor", 1e6 * (CpuSeconds() - cpu_start) / kReads, "us/stream");
}

uint64_t BytesIn(const std::string& folder) {
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

int Run(const std::string& folder, uint64_t events) {
  const runtime::SystemClock clock;
  std::unique_ptr<RocksdbLog> log = Open(folder, clock);
  MeasureClosedLoop(*log, 1, 1, "append, 1 event, 1 in flight");
  MeasureClosedLoop(*log, kInFlight, 1, "append, 1 event, 64 in flight");
  MeasureClosedLoop(*log, 1, kRecordsPerCommit, "append, commits of 100, 1 in flight");
  MeasureBulk(*log, events);
  MeasureScan(*log);
  MeasureStreams(*log, "purchase/po-", 10, "read a stream of up to 10");
  MeasureStreams(*log, "purchase/po-", 1, "read the first record of a stream");
  MeasureStreams(*log, "purchase/new-", 10, "read a stream that is new");
  const auto head = static_cast<double>(log->Head().position.value());
  auto start = SteadyClock::now();
  log.reset();
  Print("close", 1e3 * SecondsSince(start), "ms");
  Print("disk", static_cast<double>(BytesIn(folder)) / head, "bytes/event");
  start = SteadyClock::now();
  log = Open(folder, clock);
  Print("open after a clean stop", 1e3 * SecondsSince(start), "ms");
  log.reset();
  start = SteadyClock::now();
  const auto report = VerifyLog(OptionsIn(folder).folder);
  AL_CHECK(report.ok() && report->problems.empty());
  Print("verify", head / SecondsSince(start), "events/s");
  return 0;
}

}  // namespace
}  // namespace anchorledger::storage

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_log FOLDER [EVENTS]\n");
    return 2;
  }
  const uint64_t events = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  return anchorledger::storage::Run(argv[1], events);
}
