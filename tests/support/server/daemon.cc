#include "tests/support/server/daemon.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "proto/base/check.h"

namespace anchorledger::testing {
namespace {

struct Child {
  pid_t process = -1;
  int output = -1;  // the end to read from
};

std::string PathOf(const std::string& program) {
  const char* folder = std::getenv("ANCHORLEDGER_BIN_DIR");
  return std::string(folder == nullptr ? "build/dev/bin" : folder) + '/' + program;
}

// Starts a program whose descriptor `stream` (1 or 2) is read by us.
Child Start(const std::string& program, const std::vector<std::string>& arguments, int stream) {
  int ends[2];
  AL_CHECK(::pipe2(ends, O_CLOEXEC) == 0);
  const std::string path = PathOf(program);
  std::vector<char*> argv = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  const pid_t process = ::fork();
  AL_CHECK(process >= 0);
  if (process == 0) {
    ::dup2(ends[1], stream);
    ::execv(path.c_str(), argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  return {process, ends[0]};
}

int WaitFor(pid_t process) {
  int status = 0;
  AL_CHECK(::waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// The number behind a name such as " port=" on the line that says the server serves; 0 without such
// a line.
int PortIn(const std::string& log, const std::string& name) {
  const size_t line = log.find("serving ");
  if (line == std::string::npos || log.find('\n', line) == std::string::npos) {
    return 0;
  }
  const size_t port = log.find(name, line);
  return port == std::string::npos ? 0 : std::atoi(log.c_str() + port + name.size());
}

}  // namespace

ProgramResult RunProgram(const std::string& name, const std::vector<std::string>& arguments) {
  const Child child = Start(name, arguments, STDOUT_FILENO);
  ProgramResult result;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(child.output, buffer, sizeof(buffer))) > 0;) {
    result.output.append(buffer, static_cast<size_t>(got));
  }
  ::close(child.output);
  result.exit_code = WaitFor(child.process);
  return result;
}

Daemon::Daemon(const std::vector<std::string>& arguments) {
  const Child child = Start("anchorledgerd", arguments, STDERR_FILENO);
  process_ = child.process;
  reader_ = std::jthread([this, output = child.output] { ReadLog(output); });
}

Daemon::~Daemon() {
  if (process_ > 0) {
    End(SIGKILL);
  }
}

void Daemon::ReadLog(int descriptor) {
  bool told = false;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(descriptor, buffer, sizeof(buffer))) > 0;) {
    log_.append(buffer, static_cast<size_t>(got));
    if (const int port = told ? 0 : PortIn(log_, " port="); port != 0) {
      told = true;
      http_port_ = PortIn(log_, " http=");
      port_.set_value(port);
    }
  }
  ::close(descriptor);
  if (!told) {
    port_.set_value(0);
  }
}

int Daemon::WaitUntilServing() { return port_.get_future().get(); }

int Daemon::End(int signal) {
  ::kill(process_, signal);
  const int code = WaitFor(process_);
  process_ = -1;
  reader_.join();
  return code;
}

}  // namespace anchorledger::testing
