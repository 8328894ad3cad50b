#include "storage/log/stream_heads.h"

#include <utility>

namespace anchorledger::storage {

std::string StreamHeads::Key(std::string_view tenant, std::string_view stream) {
  std::string key;
  key.reserve(tenant.size() + stream.size() + 1);
  key.append(tenant).push_back('\0');
  key.append(stream);
  return key;
}

std::optional<base::Revision> StreamHeads::Find(const std::string& key) {
  if (const auto found = younger_.find(key); found != younger_.end()) return found->second;
  const auto found = older_.find(key);
  if (found == older_.end()) return std::nullopt;
  const base::Revision revision = found->second;
  Put(key, revision);
  return revision;
}

void StreamHeads::Put(const std::string& key, base::Revision revision) {
  if (younger_.size() >= generation_max_ && !younger_.contains(key)) {
    older_ = std::exchange(younger_, {});
  }
  younger_[key] = revision;
}

void StreamHeads::Clear() {
  younger_.clear();
  older_.clear();
}

}  // namespace anchorledger::storage
