#include "services/projections/symbols.h"

#include <algorithm>
#include <cstring>

#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace anchorledger::projections {
namespace {

constexpr std::size_t kBlockBytes = 64U << 10;
constexpr std::size_t kFirstSlots = 1024;

std::uint32_t HashOf(std::string_view text) {
  const std::size_t hash =
      absl::Hash<absl::string_view>()(absl::string_view(text.data(), text.size()));
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

SymbolTable::SymbolTable() : slots_(kFirstSlots) { texts_.Append({}); }

SymbolTable::SymbolTable(const SymbolTable* live)
    : live_(live), offset_(kForkNumbers), slots_(kFirstSlots) {
  texts_.Append({});
}

Symbol SymbolTable::Intern(std::string_view text) {
  if (text.empty()) return 0;
  Symbol& recent = RecentFor(text);
  if (recent != 0 && Text(recent) == text) return recent;
  const std::uint32_t hash = HashOf(text);
  const std::size_t slot = SlotOf(text, hash);
  if (slots_[slot].symbol != 0) return recent = slots_[slot].symbol;
  if (live_ != nullptr) {
    const Symbol known = live_->Find(text);
    if (known != 0) return recent = known;
  }
  return recent = Append(text, hash, slot);
}

void SymbolTable::Restore(std::string_view text) {
  const std::uint32_t hash = HashOf(text);
  Append(text, hash, FreeSlot(hash));
}

Symbol SymbolTable::Append(std::string_view text, std::uint32_t hash, std::size_t slot) {
  const Symbol symbol = offset_ + texts_.size();
  texts_.Append(Keep(text));
  base::MutexLock lock(mutex_);
  slots_[slot] = {symbol, hash};
  if (std::size_t{texts_.size()} * 3 > slots_.size() * 2) Grow();
  return symbol;
}

Symbol SymbolTable::Find(std::string_view text) const {
  if (text.empty()) return 0;
  const std::uint32_t hash = HashOf(text);
  {
    base::MutexLock lock(mutex_);
    const Symbol own = slots_[SlotOf(text, hash)].symbol;
    if (own != 0 || live_ == nullptr) return own;
  }
  return live_->Find(text);
}

std::string_view SymbolTable::Text(Symbol symbol) const {
  if (live_ != nullptr && symbol < kForkNumbers) return live_->Text(symbol);
  return texts_[symbol - offset_];
}

std::size_t SymbolTable::bytes() const {
  base::MutexLock lock(mutex_);
  return kept_bytes_ + slots_.size() * sizeof(Slot) + texts_.size() * sizeof(std::string_view);
}

// Ids differ in length and in their last characters.
Symbol& SymbolTable::RecentFor(std::string_view text) {
  std::size_t hash = text.size();
  for (std::size_t i = text.size() > 6 ? text.size() - 6 : 0; i < text.size(); ++i) {
    hash = hash * 31 + static_cast<unsigned char>(text[i]);
  }
  return recent_[hash % recent_.size()];
}

std::string_view SymbolTable::Keep(std::string_view text) {
  if (text.size() > block_size_ - block_used_) {
    block_size_ = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(block_size_));
    block_used_ = 0;
  }
  char* place = blocks_.back().get() + block_used_;
  std::memcpy(place, text.data(), text.size());
  block_used_ += text.size();
  kept_bytes_ += text.size();
  return {place, text.size()};
}

// The slot that holds the text, or the free one where it belongs.
std::size_t SymbolTable::SlotOf(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].symbol != 0 &&
         (slots_[slot].hash != hash || Text(slots_[slot].symbol) != text)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::size_t SymbolTable::FreeSlot(std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].symbol != 0) slot = (slot + 1) & mask;
  return slot;
}

void SymbolTable::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& kept : old) {
    if (kept.symbol != 0) slots_[FreeSlot(kept.hash)] = kept;
  }
}

}  // namespace anchorledger::projections
