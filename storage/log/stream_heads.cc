#include "storage/log/stream_heads.h"

#include <utility>

namespace anchorledger::storage {

void StreamHeads::MakeKey(std::string_view tenant, std::string_view stream, std::string& key) {
  key.assign(tenant).push_back('\0');
  key.append(stream);
}

base::Revision* StreamHeads::Find(std::string_view key) {
  if (const auto found = younger_.find(key); found != younger_.end()) return &found->second;
  const auto found = older_.find(key);
  if (found == older_.end()) return nullptr;
  // The entry itself moves: whoever holds its place keeps it.
  return &younger_.insert(older_.extract(found)).position->second;
}

base::Revision* StreamHeads::Put(std::string_view key, base::Revision revision) {
  if (base::Revision* const kept = Find(key)) {
    *kept = revision;
    return kept;
  }
  return Add(key, revision);
}

base::Revision* StreamHeads::Add(std::string_view key, base::Revision revision) {
  return &younger_.emplace(key, revision).first->second;
}

void StreamHeads::Trim() {
  if (younger_.size() >= generation_max_) older_ = std::exchange(younger_, {});
}

void StreamHeads::Clear() {
  younger_.clear();
  older_.clear();
}

}  // namespace anchorledger::storage
