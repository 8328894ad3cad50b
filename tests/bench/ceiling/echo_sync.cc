// The ceiling of the unary path: a gRPC callback service that does nothing but make each group of
// waiting appends durable with one write and one fdatasync. Loaded by append_load like the ledger.
//
//   echo_sync FILE PORT_FILE      ends at SIGINT or SIGTERM
#include <fcntl.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "anchorledger/api/v1/event.grpc.pb.h"
#include "proto/base/check.h"
#include "tests/bench/load/load_client.h"

namespace anchorledger::bench {
namespace {

namespace api = ::anchorledger::api::v1;

// Writes what waits, syncs once, and answers all of it; then again. Threads: any may add.
class GroupSync {
 public:
  explicit GroupSync(const std::string& file)
      : file_(::open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600)) {
    AL_CHECK(file_ >= 0);
    thread_ = std::jthread([this](const std::stop_token& stop) { Loop(stop); });
  }
  ~GroupSync() {
    thread_.request_stop();
    thread_.join();
    ::close(file_);
  }

  void Add(const std::string& bytes, grpc::ServerUnaryReactor* caller) {
    const std::lock_guard<std::mutex> lock(mutex_);
    bytes_ += bytes;
    callers_.push_back(caller);
    added_.notify_one();
  }

 private:
  void Loop(const std::stop_token& stop) {
    std::string bytes;
    std::vector<grpc::ServerUnaryReactor*> callers;
    while (true) {
      {
        std::unique_lock<std::mutex> lock(mutex_);
        if (!added_.wait(lock, stop, [this] { return !callers_.empty(); })) {
          return;
        }
        bytes.swap(bytes_);
        callers.swap(callers_);
      }
      AL_CHECK(::write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
      AL_CHECK(::fdatasync(file_) == 0);
      for (grpc::ServerUnaryReactor* caller : callers) {
        caller->Finish(grpc::Status::OK);
      }
      bytes.clear();
      callers.clear();
    }
  }

  const int file_;
  std::mutex mutex_;
  std::condition_variable_any added_;
  std::string bytes_;
  std::vector<grpc::ServerUnaryReactor*> callers_;
  std::jthread thread_;
};

class EchoService final
    : public api::EventService::WithCallbackMethod_AppendEvents<api::EventService::Service> {
 public:
  explicit EchoService(GroupSync& sync) : sync_(sync) {}

  grpc::ServerUnaryReactor* AppendEvents(grpc::CallbackServerContext* context,
                                         const api::AppendEventsRequest* request,
                                         api::AppendEventsResponse*) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    sync_.Add(request->SerializeAsString(), reactor);
    return reactor;
  }

 private:
  GroupSync& sync_;
};

int Run(const std::string& file, const std::string& port_file) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  GroupSync sync(file);
  EchoService service(sync);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  AL_CHECK(server != nullptr);
  std::ofstream(port_file) << port << '\n';
  int signal = 0;
  sigwait(&signals, &signal);
  server->Shutdown();
  return 0;
}

}  // namespace
}  // namespace anchorledger::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: echo_sync FILE PORT_FILE\n");
    return 2;
  }
  anchorledger::bench::SkipLockChecks();
  return anchorledger::bench::Run(argv[1], argv[2]);
}
