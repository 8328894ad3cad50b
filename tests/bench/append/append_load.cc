// Loads a running server with appends over unary gRPC and prints one JSON object: the rate and the
// latencies of acknowledged appends.
//
//   append_load HOST:PORT TOKEN_FILE [--in-flight N] [--seconds S] [--events N] [--rate R]
//               [--anchor ID]
//
// Each lane keeps one append under way: the next is sent when the one before is answered or, with a
// rate, when it is due as well. The token needs the roles stw, sc and sys. Without --anchor its
// organisation becomes the anchor.
#include <grpcpp/alarm.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "proto/wire/status_wire.h"
#include "tests/bench/load/load_client.h"
#include "tests/support/server/sample_requests.h"

namespace anchorledger::bench {
namespace {

namespace api = ::anchorledger::api::v1;
// The clock that gRPC's alarms go by.
using Clock = std::chrono::system_clock;

constexpr int kSuppliers = 1'000;

struct Load {
  Target target;
  int in_flight = 64;
  int seconds = 10;
  int events = 1;      // in one commit
  double rate = 0;     // events a second; 0: as many as are answered
  std::string anchor;  // empty: the organisation of the token, registered first
};

// Keeps one append under way until time is up, and notes how long each took.
class Lane {
 public:
  Lane(api::EventService::Stub& stub, const std::string& token, const Load& load,
       std::string prefix, Clock::time_point first, Clock::time_point end,
       std::function<void()> done)
      : stub_(stub),
        token_(token),
        load_(load),
        prefix_(std::move(prefix)),
        due_(first),
        end_(end),
        done_(std::move(done)) {}

  void Next() {
    if (Clock::now() >= end_ || due_ >= end_) {
      done_();
    } else if (load_.rate > 0 && Clock::now() < due_) {
      alarm_.Set(due_, [this](bool) { Send(); });
    } else {
      Send();
    }
  }

  const Latencies& latencies() const { return latencies_; }
  int failed() const { return failed_; }

 private:
  void Send() {
    const std::string id = prefix_ + std::to_string(count_++);
    request_.Clear();
    request_.set_request_id(id);
    for (int i = 0; i < load_.events; ++i) {
      *request_.add_events() = testing::PurchaseEvent(
          id + "." + std::to_string(i), "s-" + std::to_string((count_ * 7 + i) % kSuppliers), 1'250,
          load_.anchor);
    }
    if (load_.rate > 0) {
      due_ += std::chrono::microseconds(
          static_cast<int64_t>(1e6 * load_.events * load_.in_flight / load_.rate));
    }
    context_ = MakeContext(token_);
    started_ = Clock::now();
    stub_.async()->AppendEvents(context_.get(), &request_, &response_,
                                [this](const grpc::Status& status) { Answered(status); });
  }

  void Answered(const grpc::Status& status) {
    if (status.ok()) {
      latencies_.Add(
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_).count());
    } else if (failed_++ == 0) {
      std::fprintf(stderr, "%s\n", base::ToString(wire::FromGrpcStatus(status)).c_str());
    }
    Next();
  }

  api::EventService::Stub& stub_;
  const std::string& token_;
  const Load& load_;
  const std::string prefix_;
  Clock::time_point due_;
  const Clock::time_point end_;
  const std::function<void()> done_;
  grpc::Alarm alarm_;
  api::AppendEventsRequest request_;
  api::AppendEventsResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  Clock::time_point started_;
  Latencies latencies_;
  int64_t count_ = 0;
  int failed_ = 0;
};

// The anchor and its suppliers; there already on a second run.
void Prepare(api::EventService::Stub& stub, const std::string& token, const Load& load) {
  const auto send = [&](const api::AppendEventsRequest& request) {
    api::AppendEventsResponse response;
    const auto context = MakeContext(token);
    RequireOk(stub.AppendEvents(context.get(), request, &response));
  };
  if (load.anchor.empty()) {
    send(testing::AppendRequest("load-anchor", testing::AnchorEvent("anchor-1")));
  }
  api::AppendEventsRequest suppliers;
  suppliers.set_request_id("load-suppliers");
  for (int i = 0; i < kSuppliers; ++i) {
    *suppliers.add_events() = testing::SupplierEvent("s-" + std::to_string(i));
  }
  send(suppliers);
}

void Print(const Load& load, const std::vector<std::unique_ptr<Lane>>& lanes, double elapsed) {
  Latencies latencies;
  int failed = 0;
  for (const auto& lane : lanes) {
    latencies.Add(lane->latencies());
    failed += lane->failed();
  }
  std::printf(
      "{\"name\":\"append\",\"in_flight\":%d,\"events_per_commit\":%d,\"events\":%zu,"
      "\"events_per_second\":%.0f,\"p50_micros\":%lld,\"p99_micros\":%lld,\"failed\":%d}\n",
      load.in_flight, load.events, latencies.count() * static_cast<size_t>(load.events),
      static_cast<double>(latencies.count()) * load.events / elapsed,
      static_cast<long long>(latencies.Quantile(500)),
      static_cast<long long>(latencies.Quantile(990)), failed);
}

int Run(const Load& load) {
  const std::string token = ReadToken(load.target.token_file);
  const auto stub = api::EventService::NewStub(
      grpc::CreateChannel(load.target.server, grpc::InsecureChannelCredentials()));
  Prepare(*stub, token, load);

  std::mutex mutex;
  std::condition_variable finished;
  int open = load.in_flight;
  const std::string run = base::HexEncode(base::RandomBytes(4));
  const Clock::time_point begin = Clock::now();
  std::vector<std::unique_ptr<Lane>> lanes;
  for (int i = 0; i < load.in_flight; ++i) {
    // Lanes with a rate take turns instead of sending all at once.
    const auto turn = std::chrono::microseconds(
        load.rate > 0 ? static_cast<int64_t>(1e6 * load.events * i / load.rate) : 0);
    lanes.push_back(std::make_unique<Lane>(*stub, token, load, run + "-" + std::to_string(i) + "-",
                                           begin + turn, begin + std::chrono::seconds(load.seconds),
                                           [&] {
                                             const std::lock_guard<std::mutex> lock(mutex);
                                             --open;
                                             finished.notify_one();
                                           }));
  }
  for (const auto& lane : lanes) {
    lane->Next();
  }
  std::unique_lock<std::mutex> lock(mutex);
  finished.wait(lock, [&] { return open == 0; });
  Print(load, lanes, std::chrono::duration<double>(Clock::now() - begin).count());
  return lanes.empty() || lanes.front()->failed() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  anchorledger::bench::SkipLockChecks();
  anchorledger::bench::Load load;
  CLI::App app("Appends purchases and prints rate and latencies.", "append_load");
  app.add_option("server", load.target.server, "HOST:PORT")->required();
  app.add_option("token_file", load.target.token_file, "File with the token")->required();
  app.add_option("--in-flight", load.in_flight, "Appends under way")->check(CLI::Range(1, 1024));
  app.add_option("--seconds", load.seconds, "How long")->check(CLI::Range(1, 3600));
  app.add_option("--events", load.events, "Events in one commit")->check(CLI::Range(1, 1000));
  app.add_option("--rate", load.rate, "Events a second; 0: as fast as it goes");
  app.add_option("--anchor", load.anchor, "Anchor that is there already");
  CLI11_PARSE(app, argc, argv);
  return anchorledger::bench::Run(load);
}
