// Runs log_writer_process and kills it.
#pragma once

#include <string>

namespace anchorledger::testing {

// A process that appends to the log in `folder` the commits NumberedCommit(prefix, 0, 1, 2, ...).
// Acknowledgements come in the order of the numbers. Killed at the latest when destroyed.
class WriterProcess {
 public:
  WriterProcess(const std::string& folder, const std::string& prefix);
  ~WriterProcess();
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;

  // Waits until so many commits were acknowledged; false when the process ended before.
  bool WaitFor(int acknowledged);

  // Ends the process with SIGKILL, and waits for its end.
  void Kill();

  // After Kill: how many commits were acknowledged, to the last.
  int Acknowledged();

 private:
  bool ReadMore();

  int pid_ = -1;
  int output_ = -1;
  int lines_ = 0;  // "ready", then one for each acknowledgement
};

}  // namespace anchorledger::testing
