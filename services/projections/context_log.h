// The part of the log that context is made of, kept together so that a start need not read the
// whole log: what every context event said, when it changed and ended, and all corrections.
#pragma once

#include <cstdint>
#include <string>

#include "proto/base/status.h"
#include "services/projections/block_lists.h"
#include "services/projections/context.h"
#include "services/projections/in_force_event.h"
#include "services/projections/reference_desk.h"

namespace anchorledger::projections {

struct ContextEntry {
  enum class Action : std::uint8_t { kAssert = 1, kRetract = 2, kAmend = 3, kVoid = 4 };
  std::uint64_t position = 0;  // when it became known
  std::int32_t day = 0;        // effective_on of the statement
  Action action = Action::kAssert;
  std::uint64_t event = 0;  // that states it; of a correction: its target
  Symbol tenant = 0;
  Symbol partnership = 0;
  std::string payload;  // as in force; empty for corrections
};

struct ContextCodec {
  using Entry = ContextEntry;
  struct State {
    std::uint64_t position = 0;
  };
  static constexpr std::uint32_t kBlockEntries = 64;
  static void Pack(const ContextEntry& entry, State& state, std::string& out);
  static ContextEntry Unpack(Unpacker& bytes, State& state);
};

// There is one list.
struct ContextKey {
  bool operator==(const ContextKey&) const = default;
  template <typename H>
  friend H AbslHashValue(H state, const ContextKey&) {
    return state;
  }
  void Pack(std::string&) const {}
};

inline constexpr char kContextTable = 'C';
using ContextLog = BlockLists<ContextKey, ContextCodec>;

// Changes context and desk, and writes down how, unless nobody will start from it. Belongs to the
// follower's thread.
class ContextKeeper {
 public:
  // All must outlive the keeper. `log` may be null: then nothing is written down.
  ContextKeeper(Context& context, ReferenceDesk& desk, SymbolTable& symbols, ContextLog* log)
      : context_(context), desk_(desk), symbols_(symbols), log_(log) {}

  // Whether the event has to be passed to Assert and Retract.
  static bool Concerns(const InForceEvent& event);
  base::Status Assert(const InForceEvent& event, base::Position born);
  base::Status Retract(const InForceEvent& event, base::Position died);
  base::Status Correct(base::Position target, base::Position at, bool is_void);

  // Does again what an entry of the log says.
  base::Status Replay(const ContextEntry& entry);

 private:
  base::Status Change(const InForceEvent& event, base::Position at, ContextEntry::Action action);
  void DoCorrect(base::Position target, base::Position at, bool is_void);
  void Do(const InForceEvent& event, base::Position at, bool assert);

  Context& context_;
  ReferenceDesk& desk_;
  SymbolTable& symbols_;
  ContextLog* const log_;
};

}  // namespace anchorledger::projections
