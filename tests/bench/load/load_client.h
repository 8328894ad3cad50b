// What the load programs share: a token, a call's context, latencies and their quantiles.
#pragma once

#include <grpcpp/client_context.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace anchorledger::bench {

// Where a load program calls and as whom.
struct Target {
  std::string server;      // HOST:PORT, plain text
  std::string token_file;  // the secret is its first word
};

// Turns off what the ledger has turned off, too: abseil as packaged looks for deadlocks at each
// lock that gRPC takes. Called first, by the programs that load and by the peer that is loaded
// alike.
void SkipLockChecks();

// The secret of the token. Ends the program when the file cannot be read.
std::string ReadToken(const std::string& file);

// A context with the credential and a deadline of 30 s.
std::unique_ptr<grpc::ClientContext> MakeContext(const std::string& token);

// Ends the program with the reason when a call failed that everything else needs.
void RequireOk(const grpc::Status& status);

// How long calls took. Threads: one at a time.
class Latencies {
 public:
  void Add(int64_t micros) {
    micros_.push_back(micros);
    sorted_ = false;
  }
  void Add(const Latencies& others);
  size_t count() const { return micros_.size(); }
  // The latency that so many of a thousand calls did not exceed; 0 when there was no call.
  int64_t Quantile(size_t permille);

 private:
  std::vector<int64_t> micros_;
  bool sorted_ = false;
};

}  // namespace anchorledger::bench
