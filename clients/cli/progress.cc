#include "clients/cli/progress.h"

#include <algorithm>
#include <utility>

#include "clients/cli/output/report.h"

namespace anchorledger::cli {
namespace {

constexpr std::uint64_t kBarWidth = 24;

}  // namespace

std::string ProgressLine(const std::string& what, std::uint64_t done, std::uint64_t total,
                         std::chrono::milliseconds elapsed) {
  const auto grouped = [](std::uint64_t n) { return GroupDigits(static_cast<std::int64_t>(n)); };
  if (total == 0) return what + "  " + grouped(done);
  const std::uint64_t shown = std::min(done, total);
  const auto filled = static_cast<std::size_t>(shown * kBarWidth / total);
  std::string line =
      what + "  [" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "]  " +
      std::to_string(shown * 100 / total) + " %  " + grouped(done) + "/" + grouped(total);
  if (shown > 0 && shown < total) {
    const auto ms = static_cast<std::uint64_t>(elapsed.count());
    line += "  " + grouped((ms * (total - shown) / shown + 999) / 1000) + " s left";
  }
  return line;
}

Progress::Progress(std::ostream& err, bool enabled, std::string what)
    : err_(err),
      enabled_(enabled),
      what_(std::move(what)),
      started_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { End(); }

void Progress::Show(std::uint64_t done, std::uint64_t total, const std::string& detail) {
  if (!enabled_) return;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started_);
  err_ << "\r\x1b[2K" << ProgressLine(what_, done, total, elapsed) << (detail.empty() ? "" : "  ")
       << detail << std::flush;
  drawn_ = true;
}

void Progress::End() {
  if (drawn_) err_ << "\n" << std::flush;
  drawn_ = false;
}

}  // namespace anchorledger::cli
