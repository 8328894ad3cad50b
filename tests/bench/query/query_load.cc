// Asks a running server for metrics and prints one JSON object: the latencies of the answers.
//
//   query_load HOST:PORT TOKEN_FILE ANCHOR [--seconds S] [--calls N] [--min-position P] [--fresh]
//
// The question: P-02 and P-10 of the anchor by partnership, phase and quarter. With --fresh each
// question follows the append of a purchase and must be answered from a state that holds it; the
// latency is then counted from the acknowledgement of the append.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "anchorledger/api/v1/metrics.grpc.pb.h"
#include "proto/base/hash.h"
#include "proto/base/status.h"
#include "proto/wire/status_wire.h"
#include "tests/bench/load/load_client.h"
#include "tests/support/server/sample_requests.h"

namespace anchorledger::bench {
namespace {

namespace api = ::anchorledger::api::v1;
using Clock = std::chrono::steady_clock;

struct Questions {
  Target target;
  std::string anchor;
  int seconds = 10;
  int calls = 1'000'000;
  uint64_t min_position = 0;
  bool fresh = false;
};

api::QueryMetricsRequest Question(const Questions& questions) {
  api::QueryMetricsRequest request;
  request.add_metric_ids("P-02");
  request.add_metric_ids("P-10");
  api::MetricQuery& query = *request.mutable_query();
  query.add_group_by(api::METRIC_DIMENSION_PARTNERSHIP);
  query.add_group_by(api::METRIC_DIMENSION_PHASE);
  query.add_group_by(api::METRIC_DIMENSION_QUARTER);
  query.mutable_filter()->add_anchor_ids(questions.anchor);
  query.set_min_position(questions.min_position);
  return request;
}

// Appends one purchase of the anchor from a supplier of its own at a time, and says where it lies.
class Writer {
 public:
  Writer(const std::shared_ptr<grpc::Channel>& channel, const std::string& token,
         const std::string& anchor)
      : stub_(api::EventService::NewStub(channel)), token_(token), anchor_(anchor) {
    Send(testing::SupplierEvent(supplier_));
  }

  uint64_t Append() {
    const std::string purchase = supplier_ + "." + std::to_string(count_);
    return Send(testing::PurchaseEvent(purchase, supplier_, 1'250, anchor_));
  }

 private:
  uint64_t Send(const api::ProposedEvent& event) {
    const auto request = testing::AppendRequest(supplier_ + "-" + std::to_string(count_++), event);
    api::AppendEventsResponse response;
    const auto context = MakeContext(token_);
    RequireOk(stub_->AppendEvents(context.get(), request, &response));
    return response.events(0).position();
  }

  const std::unique_ptr<api::EventService::Stub> stub_;
  const std::string& token_;
  const std::string& anchor_;
  const std::string supplier_ = "fresh-" + base::HexEncode(base::RandomBytes(4));
  int64_t count_ = 0;
};

int Run(const Questions& questions) {
  const std::string token = ReadToken(questions.target.token_file);
  const auto channel =
      grpc::CreateChannel(questions.target.server, grpc::InsecureChannelCredentials());
  const auto stub = api::MetricsService::NewStub(channel);
  std::unique_ptr<Writer> writer;
  if (questions.fresh) {
    writer = std::make_unique<Writer>(channel, token, questions.anchor);
  }
  api::QueryMetricsRequest request = Question(questions);
  api::QueryMetricsResponse response;
  Latencies latencies;
  int failed = 0;
  const auto end = Clock::now() + std::chrono::seconds(questions.seconds);
  for (int i = 0; i < questions.calls && Clock::now() < end; ++i) {
    if (writer != nullptr) {
      request.mutable_query()->set_min_position(writer->Append());
    }
    const auto context = MakeContext(token);
    const auto started = Clock::now();
    const grpc::Status status = stub->QueryMetrics(context.get(), request, &response);
    if (status.ok()) {
      latencies.Add(
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started).count());
    } else if (failed++ == 0) {
      std::fprintf(stderr, "%s\n", base::ToString(wire::FromGrpcStatus(status)).c_str());
    }
  }
  const int cells = response.results().empty() ? 0 : response.results(0).cells_size();
  std::printf(
      "{\"name\":\"query\",\"calls\":%zu,\"cells\":%d,\"p50_micros\":%lld,\"p99_micros\":%lld,"
      "\"longest_micros\":%lld,\"failed\":%d}\n",
      latencies.count(), cells, static_cast<long long>(latencies.Quantile(500)),
      static_cast<long long>(latencies.Quantile(990)),
      static_cast<long long>(latencies.Quantile(1000)), failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  anchorledger::bench::SkipLockChecks();
  anchorledger::bench::Questions questions;
  CLI::App app("Asks for metrics and prints latencies.", "query_load");
  app.add_option("server", questions.target.server, "HOST:PORT")->required();
  app.add_option("token_file", questions.target.token_file, "File with the token")->required();
  app.add_option("anchor", questions.anchor, "Anchor that is asked about")->required();
  app.add_option("--seconds", questions.seconds, "How long at most");
  app.add_option("--calls", questions.calls, "How many at most");
  app.add_option("--min-position", questions.min_position, "Position the answer must hold");
  app.add_flag("--fresh", questions.fresh, "Append before each question");
  CLI11_PARSE(app, argc, argv);
  return anchorledger::bench::Run(questions);
}
