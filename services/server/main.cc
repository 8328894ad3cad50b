// anchorledgerd: serves a log, or makes a token for one.
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>
#include <variant>

#include "proto/runtime/clock.h"
#include "services/security/tokens_file.h"
#include "services/server/command_line.h"
#include "services/server/server.h"

// Read by jemalloc, where it is linked. Memory that a rebuild or a bulk load needed goes back to
// the system within seconds, whichever thread freed it; without a thread of its own it goes only
// when the same threads allocate again, and a server kept half a gigabyte that it did not use.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0";
}

namespace {

using anchorledger::server::CreateTokenCommand;
using anchorledger::server::ExitCommand;
using anchorledger::server::Server;
using anchorledger::server::ServerConfig;

constexpr int kFailed = 1;

int Fail(const anchorledger::base::Status& status) {
  std::cerr << "anchorledgerd: " << anchorledger::base::ToString(status) << '\n';
  return kFailed;
}

int CreateToken(const CreateTokenCommand& command) {
  const anchorledger::runtime::SystemClock clock;
  const auto minted = anchorledger::security::MintToken(command.principal, clock.Now(), {});
  if (!minted.ok()) {
    return Fail(minted.status());
  }
  const auto changed =
      anchorledger::security::TokensFile(command.tokens_file).Change([&](auto& records) {
        records.push_back(minted->record);
        return absl::OkStatus();
      });
  if (!changed.ok()) {
    return Fail(changed.status());
  }
  std::cout << minted->secret << '\n';
  return 0;
}

// The signals that end the server are taken by sigwait on the main thread; no handler runs, and all
// other threads, made later, have them blocked.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// A connection is a file, and the usual limit of 1,024 is for programs that open a few.
void AllowManyFiles() {
  constexpr rlim_t kFilesWanted = 16'384;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < kFilesWanted) {
    limit.rlim_cur = std::min(limit.rlim_max, kFilesWanted);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

int Serve(const ServerConfig& config) {
  AllowManyFiles();
  const sigset_t signals = BlockStopSignals();
  const auto server = Server::Start(config);
  if (!server.ok()) {
    return Fail(server.status());
  }
  int signal = 0;
  sigwait(&signals, &signal);
  (*server)->Stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto command = anchorledger::server::ParseCommandLine(argc, argv);
    if (const auto* exit = std::get_if<ExitCommand>(&command)) {
      return exit->code;
    }
    if (const auto* create = std::get_if<CreateTokenCommand>(&command)) {
      return CreateToken(*create);
    }
    return Serve(std::get<ServerConfig>(command));
  } catch (const std::exception& error) {
    std::cerr << "anchorledgerd: " << error.what() << '\n';
    return kFailed;
  }
}
