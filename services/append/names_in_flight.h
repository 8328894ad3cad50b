// Names that somebody is about to take.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "proto/base/mutex.h"
#include "proto/base/strong_id.h"
#include "services/domain/world.h"

namespace anchorledger::append {

// The rule that a name belongs to one thing asks an index, which knows what is durable, not what is
// on its way. So whoever asks for such a name keeps it from others until its own commit is durable,
// or refused: they decide after it, when the index can know.
//
// Holds for the appends of one process; a log that several processes write would have to compare
// the names itself.
//
// Threads: any. Waiting for one name while holding others must not block: see Holder.
class NamesInFlight {
 public:
  // The names that one decision has asked for, given back when it is destroyed. A decision that
  // finds a name taken gives back what it holds before it waits, so that nobody waits in a ring.
  class Holder {
   public:
    explicit Holder(NamesInFlight& names) : names_(&names) {}
    Holder(Holder&& other) noexcept;
    Holder& operator=(Holder&&) = delete;
    ~Holder();

    // False when somebody else holds the name.
    bool Hold(std::string name);

   private:
    NamesInFlight* names_;
    std::vector<std::string> held_;
  };

  // The name that an entry of an index is known by here; empty when many things may share it.
  static std::string NameOf(const base::TenantId& tenant, domain::NameIndex index,
                            std::string_view key);

  // Runs the task once nobody holds the name: at once, or on the thread that gives it back. It must
  // be short.
  void WhenFree(const std::string& name, absl::AnyInvocable<void()> task);
  // Waits until nobody holds the name.
  void WaitUntilFree(const std::string& name);

 private:
  bool Take(const std::string& name);
  void GiveBack(const std::vector<std::string>& names);

  base::Mutex mutex_;
  // By name: who waits for it.
  std::unordered_map<std::string, std::vector<absl::AnyInvocable<void()>>> held_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::append
