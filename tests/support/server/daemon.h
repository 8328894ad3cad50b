// The real program, started and ended by a test.
#pragma once

#include <sys/types.h>

#include <future>
#include <string>
#include <thread>
#include <vector>

namespace anchorledger::testing {

// Runs one program of build/<preset>/bin to its end and returns its exit code and standard output.
struct ProgramResult {
  int exit_code = -1;
  std::string output;
};
ProgramResult RunProgram(const std::string& name, const std::vector<std::string>& arguments);

// anchorledgerd as a process of its own. What it logs is read until it ends, and kept.
class Daemon {
 public:
  explicit Daemon(const std::vector<std::string>& arguments);
  ~Daemon();  // kills it when it still runs
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  // Waits until it serves, and returns its port; 0 when it ended instead.
  int WaitUntilServing();

  // After WaitUntilServing: where HTTP is served; 0 when it is not.
  int http_port() const { return http_port_; }
  pid_t process() const { return process_; }

  // Sends the signal and waits for the end. Returns the exit code, or minus the signal that ended
  // it.
  int End(int signal);

  // What was logged; complete after End.
  std::string log() const { return log_; }

 private:
  void ReadLog(int descriptor);

  pid_t process_ = -1;
  std::string log_;  // of the reading thread until it has ended
  int http_port_ = 0;
  std::promise<int> port_;
  std::jthread reader_;
};

}  // namespace anchorledger::testing
