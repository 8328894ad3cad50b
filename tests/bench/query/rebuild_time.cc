// Rebuilds all projections of a running server at the same time and prints one JSON object: how
// long it took until the last one had taken the place of the old.
//
//   rebuild_time HOST:PORT TOKEN_FILE      the token needs the role operator
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "anchorledger/api/v1/admin.grpc.pb.h"
#include "tests/bench/load/load_client.h"

namespace anchorledger::bench {
namespace {

namespace api = ::anchorledger::api::v1;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenLooks{20};
constexpr std::chrono::seconds kQuiet{1};

api::ListProjectionsResponse List(api::AdminService::Stub& stub, const std::string& token) {
  api::ListProjectionsResponse response;
  const auto context = MakeContext(token);
  RequireOk(stub.ListProjections(context.get(), {}, &response));
  return response;
}

bool Rebuilds(const api::Projection& projection) {
  return projection.rebuild_position() != 0 ||
         projection.state() == api::PROJECTION_STATE_REBUILDING;
}

void Pause() {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock<std::mutex> lock(mutex);
  never.wait_for(lock, kBetweenLooks, [] { return false; });
}

int Run(const Target& target) {
  const std::string token = ReadToken(target.token_file);
  const auto stub = api::AdminService::NewStub(
      grpc::CreateChannel(target.server, grpc::InsecureChannelCredentials()));
  const api::ListProjectionsResponse before = List(*stub, token);
  const auto begin = Clock::now();
  for (const auto& projection : before.projections()) {
    api::RebuildProjectionRequest request;
    request.set_name(projection.name());
    api::RebuildProjectionResponse response;
    const auto context = MakeContext(token);
    RequireOk(stub->RebuildProjection(context.get(), request, &response));
  }
  // A rebuild shows itself a moment after it was started; one that never does was over at once.
  std::set<std::string> seen;
  auto last_seen = begin;
  api::ListProjectionsResponse now;
  do {
    Pause();
    now = List(*stub, token);
    for (const auto& projection : now.projections()) {
      if (Rebuilds(projection)) {
        seen.insert(projection.name());
        last_seen = Clock::now();
      }
    }
  } while (Clock::now() - last_seen < kQuiet);
  const double elapsed = std::chrono::duration<double>(last_seen - begin + kBetweenLooks).count();
  std::printf(
      "{\"name\":\"rebuild\",\"projections\":%d,\"seen\":%zu,\"head\":%llu,\"seconds\":%.3f}\n",
      now.projections_size(), seen.size(), static_cast<unsigned long long>(now.head_position()),
      elapsed);
  return 0;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: rebuild_time HOST:PORT TOKEN_FILE\n");
    return 2;
  }
  return anchorledger::bench::Run({.server = argv[1], .token_file = argv[2]});
}
