// Texts as small numbers. Hot paths and stored rows hold four bytes where an id would be a string.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "proto/base/mutex.h"
#include "services/projections/append_only.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// Numbers texts in the order of their first use, from 1; 0 is the empty text. Because the order of
// the log decides the order of use, replaying a log gives the same numbers.
//
// Threads: one thread interns; Find and Text may be called from any thread meanwhile.
class SymbolTable {
 public:
  SymbolTable();
  // A fork: knows the texts of `live`, which may grow meanwhile and must outlive it, and numbers
  // those that are new to itself.
  explicit SymbolTable(const SymbolTable* live);
  SymbolTable(const SymbolTable&) = delete;
  SymbolTable& operator=(const SymbolTable&) = delete;

  // The number of the text, new when it was never seen.
  Symbol Intern(std::string_view text);

  // Gives the next number to a text that has none yet: when a table is read back, in the order of
  // its numbers. Looking for it would cost as much as everything else.
  void Restore(std::string_view text);

  // The number of the text; 0 when it was never seen.
  Symbol Find(std::string_view text) const;

  // The text of a number that Intern or Find gave. Valid as long as the table.
  std::string_view Text(Symbol symbol) const;

  // How many texts it has numbered itself: without a fork 1 .. size().
  Symbol size() const { return texts_.size() - 1; }

  // Bytes held, for the operator's page.
  std::size_t bytes() const;

 private:
  Symbol& RecentFor(std::string_view text);
  std::string_view Keep(std::string_view text);
  Symbol Append(std::string_view text, std::uint32_t hash, std::size_t slot);
  std::size_t SlotOf(std::string_view text, std::uint32_t hash) const;
  std::size_t FreeSlot(std::uint32_t hash) const;
  void Grow();

  // What a fork numbers itself comes behind all that any table numbers.
  static constexpr Symbol kForkNumbers = Symbol{1} << 31;

  const SymbolTable* const live_ = nullptr;
  const Symbol offset_ = 0;
  AppendOnly<std::string_view> texts_;
  // Owned by the interning thread.
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0;
  std::size_t block_size_ = 0;
  std::size_t kept_bytes_ = 0;
  // Symbols interned before, by a cheap hash: the ids of one log repeat all the time, and hashing
  // and probing costs more than comparing.
  std::array<Symbol, 4096> recent_{};

  // The interning thread reads the slots without the lock, because it alone changes them; it
  // changes them under the lock, under which all others read.
  mutable base::Mutex mutex_;
  // Open addressing. The hash stands beside the number, so that a text is looked at only when it
  // is most likely the right one.
  struct Slot {
    Symbol symbol = 0;  // 0 = free
    std::uint32_t hash = 0;
  };
  std::vector<Slot> slots_;
};

}  // namespace anchorledger::projections
