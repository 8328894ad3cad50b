#include "services/domain/event_types/violations.h"

namespace anchorledger::event_types {
namespace {

void Join(std::string& path, std::string_view name) {
  if (!path.empty() && !name.empty()) path += '.';
  path += name;
}

}  // namespace

std::string PathStep::ToString() const {
  std::string path = parent == nullptr ? std::string() : parent->ToString();
  Join(path, name);
  if (index >= 0) path += '[' + std::to_string(index) + ']';
  return path;
}

void Violations::Add(std::string_view path, std::string description,
                     base::ErrorReason reason) const {
  std::string whole = at_.ToString();
  Join(whole, path);
  list_.push_back({std::move(whole), std::move(description), reason});
}

}  // namespace anchorledger::event_types
