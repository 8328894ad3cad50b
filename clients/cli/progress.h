#pragma once
// A line of progress on a terminal: how much is done, how fast, how long it will take.
#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace anchorledger::cli {

// Draws over one line; silent when not on a terminal. `total` 0 = not known.
class Progress {
 public:
  Progress(std::ostream& err, bool enabled, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(std::uint64_t done, std::uint64_t total, const std::string& detail = "");
  // Ends the line, so that other text may follow.
  void End();

 private:
  std::ostream& err_;
  const bool enabled_;
  const std::string what_;
  const std::chrono::steady_clock::time_point started_;
  bool drawn_ = false;
};

// The line itself, without control characters: "import  [#####.....]  50 %  1,000/2,000  3 s left".
std::string ProgressLine(const std::string& what, std::uint64_t done, std::uint64_t total,
                         std::chrono::milliseconds elapsed);

}  // namespace anchorledger::cli
