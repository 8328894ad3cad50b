#include "tests/integration/log/writer_under_test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "proto/base/check.h"

namespace anchorledger::testing {
namespace {

// Beside the folder of the tests, or where ctest says.
std::string Program() {
  if (const char* folder = std::getenv("ANCHORLEDGER_BIN_DIR")) {
    return std::string(folder) + "/log_writer_process";
  }
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  return (self.parent_path().parent_path() / "bin/log_writer_process").string();
}

}  // namespace

WriterProcess::WriterProcess(const std::string& folder, const std::string& prefix) {
  std::array<int, 2> pipe{};
  AL_CHECK(::pipe(pipe.data()) == 0);
  const std::string program = Program();
  pid_ = ::fork();
  AL_CHECK(pid_ >= 0);
  if (pid_ == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::close(pipe[0]);
    ::close(pipe[1]);
    ::execl(program.c_str(), program.c_str(), folder.c_str(), prefix.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe[1]);
  output_ = pipe[0];
}

WriterProcess::~WriterProcess() {
  Kill();
  ::close(output_);
}

bool WriterProcess::ReadMore() {
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(output_, buffer.data(), buffer.size());
  if (count <= 0) return false;
  lines_ += static_cast<int>(std::count(buffer.begin(), buffer.begin() + count, '\n'));
  return true;
}

bool WriterProcess::WaitFor(int acknowledged) {
  while (lines_ - 1 < acknowledged) {
    if (!ReadMore()) return false;
  }
  return true;
}

void WriterProcess::Kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int WriterProcess::Acknowledged() {
  while (ReadMore()) {
  }
  return std::max(0, lines_ - 1);
}

}  // namespace anchorledger::testing
