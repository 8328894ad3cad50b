// Loads a running server with single-event appends over unary gRPC and prints one JSON object: the
// rate and the latencies of acknowledged appends.
//
//   append_load HOST:PORT TOKEN_FILE IN_FLIGHT SECONDS [EVENTS_PER_COMMIT]
//
// The token needs the roles stw, sc and sys, and its organisation becomes the anchor.
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/base/hash.h"
#include "proto/wire/status_wire.h"
#include "tests/support/server/sample_requests.h"

namespace anchorledger::bench {
namespace {

namespace api = ::anchorledger::api::v1;
using Clock = std::chrono::steady_clock;

constexpr int kSuppliers = 1'000;

std::unique_ptr<grpc::ClientContext> MakeContext(const std::string& token) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", "Bearer " + token);
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  return context;
}

// Keeps one append under way until time is up, and notes how long each took.
class Lane {
 public:
  Lane(api::EventService::Stub& stub, const std::string& token, std::string prefix, int events,
       Clock::time_point end, std::function<void()> done)
      : stub_(stub),
        token_(token),
        prefix_(std::move(prefix)),
        events_(events),
        end_(end),
        done_(std::move(done)) {}

  void Next() {
    if (Clock::now() >= end_) {
      done_();
      return;
    }
    const std::string id = prefix_ + std::to_string(count_++);
    request_.Clear();
    request_.set_request_id(id);
    for (int i = 0; i < events_; ++i) {
      *request_.add_events() =
          testing::PurchaseEvent(id + "." + std::to_string(i),
                                 "s-" + std::to_string((count_ * 7 + i) % kSuppliers), 1'250);
    }
    context_ = MakeContext(token_);
    started_ = Clock::now();
    stub_.async()->AppendEvents(context_.get(), &request_, &response_,
                                [this](const grpc::Status& status) { Answered(status); });
  }

  const std::vector<int64_t>& micros() const { return micros_; }
  int failed() const { return failed_; }

 private:
  void Answered(const grpc::Status& status) {
    if (status.ok()) {
      micros_.push_back(
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_).count());
    } else if (failed_++ == 0) {
      std::fprintf(stderr, "%s\n", base::ToString(wire::FromGrpcStatus(status)).c_str());
    }
    Next();
  }

  api::EventService::Stub& stub_;
  const std::string& token_;
  const std::string prefix_;
  const int events_;
  const Clock::time_point end_;
  const std::function<void()> done_;
  api::AppendEventsRequest request_;
  api::AppendEventsResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  Clock::time_point started_;
  std::vector<int64_t> micros_;
  int64_t count_ = 0;
  int failed_ = 0;
};

// The anchor and its suppliers; there already on a second run.
void Prepare(api::EventService::Stub& stub, const std::string& token, const std::string& anchor) {
  const auto send = [&](const api::AppendEventsRequest& request) {
    api::AppendEventsResponse response;
    const auto context = MakeContext(token);
    const grpc::Status status = stub.AppendEvents(context.get(), request, &response);
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", base::ToString(wire::FromGrpcStatus(status)).c_str());
      std::exit(1);
    }
  };
  send(testing::AppendRequest("load-anchor", testing::AnchorEvent(anchor)));
  api::AppendEventsRequest suppliers;
  suppliers.set_request_id("load-suppliers");
  for (int i = 0; i < kSuppliers; ++i) {
    *suppliers.add_events() = testing::SupplierEvent("s-" + std::to_string(i));
  }
  send(suppliers);
}

int64_t Quantile(const std::vector<int64_t>& sorted, size_t permille) {
  return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, sorted.size() * permille / 1000)];
}

int Run(const std::string& server, const std::string& token_file, int in_flight, int seconds,
        int events) {
  std::ifstream file(token_file);
  std::string token;
  file >> token;
  const auto stub =
      api::EventService::NewStub(grpc::CreateChannel(server, grpc::InsecureChannelCredentials()));
  Prepare(*stub, token, "anchor-1");

  std::mutex mutex;
  std::condition_variable finished;
  int open = in_flight;
  const std::string run = base::HexEncode(base::RandomBytes(4));
  const Clock::time_point begin = Clock::now();
  std::vector<std::unique_ptr<Lane>> lanes;
  for (int i = 0; i < in_flight; ++i) {
    lanes.push_back(std::make_unique<Lane>(*stub, token, run + "-" + std::to_string(i) + "-",
                                           events, begin + std::chrono::seconds(seconds), [&] {
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
  const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();

  std::vector<int64_t> micros;
  int failed = 0;
  for (const auto& lane : lanes) {
    micros.insert(micros.end(), lane->micros().begin(), lane->micros().end());
    failed += lane->failed();
  }
  std::sort(micros.begin(), micros.end());
  std::printf(
      "{\"name\":\"append\",\"in_flight\":%d,\"events_per_commit\":%d,\"events_per_second\":%.0f,"
      "\"p50_micros\":%lld,\"p99_micros\":%lld,\"failed\":%d}\n",
      in_flight, events, static_cast<double>(micros.size()) * events / elapsed,
      static_cast<long long>(Quantile(micros, 500)), static_cast<long long>(Quantile(micros, 990)),
      failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr, "append_load HOST:PORT TOKEN_FILE IN_FLIGHT SECONDS [EVENTS]\n");
    return 2;
  }
  return anchorledger::bench::Run(argv[1], argv[2], std::atoi(argv[3]), std::atoi(argv[4]),
                                  argc > 5 ? std::atoi(argv[5]) : 1);
}
