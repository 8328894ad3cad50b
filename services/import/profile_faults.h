// What is wrong with a profile, collected while it is compiled.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/base/status.h"

namespace anchorledger::importing {

// Faults in the order found. A compiler notes one and goes on, so that a person sees them all.
class ProfileFaults {
 public:
  void Add(std::string path, std::string_view what) {
    violations_.push_back({std::move(path), std::string(what), base::ErrorReason::kFieldInvalid});
  }
  bool empty() const { return violations_.empty(); }
  // All of them as one error. Requires at least one.
  base::Status ToStatus() && { return base::InvalidFields(std::move(violations_)); }

 private:
  std::vector<base::FieldViolation> violations_;
};

// "emits[0].fields[2]": the path of an entry of a list.
inline std::string EntryPath(const std::string& path, std::string_view list, int index) {
  return (path.empty() ? "" : path + ".") + std::string(list) + "[" + std::to_string(index) + "]";
}

// Whether a text is 1 to `longest` lower-case letters, digits, "-" and "_".
bool IsPlainName(std::string_view text, std::size_t longest);

}  // namespace anchorledger::importing
