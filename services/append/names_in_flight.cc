#include "services/append/names_in_flight.h"

#include <iterator>
#include <utility>

namespace anchorledger::append {

NamesInFlight::Holder::Holder(Holder&& other) noexcept
    : names_(other.names_), held_(std::exchange(other.held_, {})) {}

NamesInFlight::Holder::~Holder() {
  if (!held_.empty()) names_->GiveBack(held_);
}

bool NamesInFlight::Holder::Hold(std::string name) {
  for (const std::string& held : held_) {
    if (held == name) return true;
  }
  if (!names_->Take(name)) return false;
  held_.push_back(std::move(name));
  return true;
}

std::string NamesInFlight::NameOf(const base::TenantId& tenant, domain::NameIndex index,
                                  std::string_view key) {
  // Sets of one kind follow each other by their dates; no kind belongs to one of them.
  if (index == domain::NameIndex::kReferenceSets) return {};
  std::string name = tenant.value();
  name.push_back('\0');
  name.append(std::to_string(static_cast<int>(index))).push_back('/');
  return name.append(key);
}

bool NamesInFlight::Take(const std::string& name) {
  const base::MutexLock lock(mutex_);
  return held_.try_emplace(name).second;
}

void NamesInFlight::GiveBack(const std::vector<std::string>& names) {
  std::vector<absl::AnyInvocable<void()>> waiting;
  {
    const base::MutexLock lock(mutex_);
    for (const std::string& name : names) {
      auto node = held_.extract(name);
      std::move(node.mapped().begin(), node.mapped().end(), std::back_inserter(waiting));
    }
  }
  for (absl::AnyInvocable<void()>& task : waiting) task();
}

void NamesInFlight::WhenFree(const std::string& name, absl::AnyInvocable<void()> task) {
  {
    const base::MutexLock lock(mutex_);
    const auto found = held_.find(name);
    if (found != held_.end()) {
      found->second.push_back(std::move(task));
      return;
    }
  }
  task();
}

void NamesInFlight::WaitUntilFree(const std::string& name) {
  struct Free {
    base::Mutex mutex;
    base::CondVar changed;
    bool is_free ABSL_GUARDED_BY(mutex) = false;
  };
  const auto free = std::make_shared<Free>();
  WhenFree(name, [free] {
    const base::MutexLock lock(free->mutex);
    free->is_free = true;
    free->changed.NotifyAll();
  });
  const base::MutexLock lock(free->mutex);
  while (!free->is_free) free->changed.Wait(free->mutex);
}

}  // namespace anchorledger::append
