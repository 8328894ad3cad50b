#include "tests/bench/load/load_client.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "absl/synchronization/mutex.h"
#include "proto/base/status.h"
#include "proto/wire/status_wire.h"

namespace anchorledger::bench {

void SkipLockChecks() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }

std::string ReadToken(const std::string& file) {
  std::ifstream stream(file);
  std::string token;
  stream >> token;
  if (token.empty()) {
    std::fprintf(stderr, "%s holds no token\n", file.c_str());
    std::exit(1);
  }
  return token;
}

std::unique_ptr<grpc::ClientContext> MakeContext(const std::string& token) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", "Bearer " + token);
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  return context;
}

void RequireOk(const grpc::Status& status) {
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", base::ToString(wire::FromGrpcStatus(status)).c_str());
    std::exit(1);
  }
}

void Latencies::Add(const Latencies& others) {
  micros_.insert(micros_.end(), others.micros_.begin(), others.micros_.end());
  sorted_ = false;
}

int64_t Latencies::Quantile(size_t permille) {
  if (micros_.empty()) {
    return 0;
  }
  if (!sorted_) {
    std::sort(micros_.begin(), micros_.end());
    sorted_ = true;
  }
  return micros_[std::min(micros_.size() - 1, micros_.size() * permille / 1000)];
}

}  // namespace anchorledger::bench
