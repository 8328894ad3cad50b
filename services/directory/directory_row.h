// How entries lie in the projection store.
//
//   key:    tenant 0x00 kind id        (tenants and ids hold no zero byte)
//   value:  visibility:u8  length of recorder:u8  recorder  entry as anchorledger.api.v1 message
//
// The entry is kept as it is served: the projection is rebuilt whenever its version is raised, so a
// change of the contract never meets old rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proto/base/strong_id.h"
#include "services/domain/history.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace anchorledger::directory {

enum class EntryKind : char {
  kAnchor = 'a',
  kPartner = 'p',
  kPartnership = 's',
  kSupplier = 'u',
  kInvestment = 'i',
};

// The kind and id of the entry that a stream is about; nothing for other streams.
struct EntryName {
  EntryKind kind;
  std::string_view id;  // part of the stream's text
};
std::optional<EntryName> EntryOfStream(std::string_view stream);

std::string RowPrefix(std::string_view tenant, EntryKind kind);
std::string RowKey(std::string_view tenant, EntryKind kind, std::string_view id);

// Who may see an entry, as its opening event says.
struct EntryAccess {
  int visibility = 0;    // event.v1.Visibility
  std::string recorder;  // organisation that recorded it
};

std::string EncodeRow(const EntryAccess& access, const google::protobuf::Message& entry);

// False for bytes that EncodeRow did not make.
bool DecodeRow(std::string_view value, EntryAccess* access, google::protobuf::Message* entry);

}  // namespace anchorledger::directory
