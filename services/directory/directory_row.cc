#include "services/directory/directory_row.h"

#include <google/protobuf/message.h>

#include <array>
#include <utility>

#include "proto/base/check.h"

namespace anchorledger::directory {
namespace {

constexpr std::array<std::pair<std::string_view, EntryKind>, 5> kStreamKinds = {{
    {"anchor", EntryKind::kAnchor},
    {"partner", EntryKind::kPartner},
    {"partnership", EntryKind::kPartnership},
    {"supplier", EntryKind::kSupplier},
    {"investment", EntryKind::kInvestment},
}};

}  // namespace

std::optional<EntryName> EntryOfStream(std::string_view stream) {
  const std::size_t slash = stream.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  for (const auto& [name, kind] : kStreamKinds) {
    if (stream.substr(0, slash) == name) return EntryName{kind, stream.substr(slash + 1)};
  }
  return std::nullopt;
}

std::string RowPrefix(std::string_view tenant, EntryKind kind) {
  std::string prefix(tenant);
  prefix.push_back('\0');
  prefix.push_back(static_cast<char>(kind));
  return prefix;
}

std::string RowKey(std::string_view tenant, EntryKind kind, std::string_view id) {
  return RowPrefix(tenant, kind).append(id);
}

std::string EncodeRow(const EntryAccess& access, const google::protobuf::Message& entry) {
  AL_CHECK(access.recorder.size() < 256);  // ids are shorter
  std::string value;
  value.push_back(static_cast<char>(access.visibility));
  value.push_back(static_cast<char>(access.recorder.size()));
  value += access.recorder;
  AL_CHECK(entry.AppendToString(&value));
  return value;
}

bool DecodeRow(std::string_view value, EntryAccess* access, google::protobuf::Message* entry) {
  if (value.size() < 2) return false;
  const auto length = static_cast<unsigned char>(value[1]);
  if (value.size() < 2U + length) return false;
  access->visibility = static_cast<unsigned char>(value[0]);
  access->recorder = std::string(value.substr(2, length));
  value.remove_prefix(2U + length);
  return entry->ParseFromArray(value.data(), static_cast<int>(value.size()));
}

}  // namespace anchorledger::directory
