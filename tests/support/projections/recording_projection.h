// A projection that writes down what a follower does to it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "services/projections/projection.h"

namespace anchorledger::testing {

class RecordingProjection final : public projections::Projection {
 public:
  // Continues after `committed`.
  explicit RecordingProjection(storage::ResumePoint committed = {}) : committed_(committed) {}

  // The Apply that takes this position fails.
  void FailAt(std::uint64_t position) { fail_at_ = position; }
  void FailNextCommit() { fail_commit_ = true; }

  // The positions applied and those committed, in order.
  const std::vector<std::uint64_t>& applied() const { return applied_; }
  const std::vector<std::uint64_t>& commits() const { return commits_; }

  std::string_view name() const override { return "recording"; }
  std::uint32_t version() const override { return 1; }
  storage::ResumePoint committed() const override { return committed_; }
  bool NeedsPayload(std::uint32_t) const override { return false; }

  base::Status Apply(std::span<const projections::RecordedEvent> events) override {
    for (const projections::RecordedEvent& event : events) {
      if (event.position.value() == fail_at_) return Failure();
      applied_.push_back(event.position.value());
    }
    return base::Status();
  }

  base::Status Commit(const storage::ResumePoint& point) override {
    if (std::exchange(fail_commit_, false)) return Failure();
    committed_ = point;
    commits_.push_back(point.position.value());
    return base::Status();
  }

 private:
  static base::Status Failure() {
    return base::MakeError(base::ErrorReason::kStorageFailed, "as the test asked");
  }

  storage::ResumePoint committed_;
  std::vector<std::uint64_t> applied_;
  std::vector<std::uint64_t> commits_;
  std::uint64_t fail_at_ = 0;
  bool fail_commit_ = false;
};

}  // namespace anchorledger::testing
