// Where the checks put what they find. Paths are built only when there is something to say.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/base/status.h"

namespace anchorledger::event_types {

// One step of the way to a field: a link to the step before, which must outlive this one.
struct PathStep {
  const PathStep* parent = nullptr;
  std::string_view name;
  int index = -1;  // of a list entry

  std::string ToString() const;
};

// Collects violations below one step. Cheap to copy; the list must outlive it.
class Violations {
 public:
  Violations(const PathStep& at, std::vector<base::FieldViolation>& list) : at_(at), list_(list) {}

  // `path` continues the step, as in "amount.minor"; empty = the step itself.
  void Add(std::string_view path, std::string description,
           base::ErrorReason reason = base::ErrorReason::kFieldInvalid) const;
  void AddMissing(std::string_view path, std::string description) const {
    Add(path, std::move(description), base::ErrorReason::kFieldMissing);
  }

  Violations Below(const PathStep& step) const { return {step, list_}; }
  const PathStep& step() const { return at_; }

 private:
  const PathStep& at_;
  std::vector<base::FieldViolation>& list_;
};

}  // namespace anchorledger::event_types
