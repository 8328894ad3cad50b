// log       position:fixed64                              -> record (record_codec.cc)
// streams   tenant 0x00 stream 0x00 revision:fixed64      -> position:varint
// requests  tenant 0x00 request_id                        -> first:varint count:varint digest:32
// streams, requests:  0x00                                -> complete_to:fixed64
//
// Names hold no NUL byte (commit_rules.h), so the order of keys is the order of (tenant, stream,
// revision), and all rows of one stream are neighbours.
#include "storage/log/log_keys.h"

#include <algorithm>

#include "proto/base/hash.h"
#include "storage/log/byte_codec.h"

namespace anchorledger::storage {
namespace {

using base::Position;
using base::Revision;

// Takes the bytes before the next NUL off the front.
std::optional<std::string_view> TakeName(std::string_view& rest) {
  const size_t end = rest.find('\0');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const std::string_view name = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return name;
}

}  // namespace

std::string LogKey(Position position) {
  std::string key;
  PutFixed64(key, position.value());
  return key;
}

std::optional<Position> ParseLogKey(std::string_view key) {
  ByteReader reader(key);
  const Position position{reader.Fixed64()};
  if (!reader.AtCleanEnd()) return std::nullopt;
  return position;
}

std::string StreamKey(std::string_view tenant, std::string_view stream, Revision revision) {
  std::string key;
  key.reserve(tenant.size() + stream.size() + 10);
  key.append(tenant).push_back('\0');
  key.append(stream).push_back('\0');
  PutFixed64(key, revision.value());
  return key;
}

std::optional<StreamKeyParts> ParseStreamKey(std::string_view key) {
  const auto tenant = TakeName(key);
  if (!tenant) return std::nullopt;
  const auto stream = TakeName(key);
  if (!stream) return std::nullopt;
  ByteReader reader(key);
  const Revision revision{reader.Fixed64()};
  if (!reader.AtCleanEnd()) return std::nullopt;
  return StreamKeyParts{*tenant, *stream, revision};
}

std::string StreamValue(Position position) {
  std::string value;
  PutVarint(value, position.value());
  return value;
}

std::optional<Position> ParseStreamValue(std::string_view value) {
  ByteReader reader(value);
  const Position position{reader.Varint()};
  if (!reader.AtCleanEnd()) return std::nullopt;
  return position;
}

std::string RequestKey(std::string_view tenant, std::string_view request_id) {
  std::string key;
  key.reserve(tenant.size() + request_id.size() + 1);
  key.append(tenant).push_back('\0');
  key.append(request_id);
  return key;
}

std::optional<RequestKeyParts> ParseRequestKey(std::string_view key) {
  const auto tenant = TakeName(key);
  if (!tenant || key.empty()) return std::nullopt;
  return RequestKeyParts{*tenant, key};
}

std::string RequestValue(const RequestRow& row) {
  std::string value;
  PutVarint(value, row.first.value());
  PutVarint(value, row.count);
  value.append(base::AsBytes(row.digest));
  return value;
}

std::optional<RequestRow> ParseRequestValue(std::string_view value) {
  ByteReader reader(value);
  RequestRow row;
  row.first = Position{reader.Varint()};
  row.count = reader.Varint32();
  const std::string_view digest = reader.Raw(row.digest.size());
  if (!reader.AtCleanEnd()) return std::nullopt;
  std::copy(digest.begin(), digest.end(), row.digest.begin());
  return row;
}

std::string CompleteToKey() { return std::string(1, '\0'); }

std::string CompleteToValue(Position position) { return LogKey(position); }

std::optional<Position> ParseCompleteToValue(std::string_view value) { return ParseLogKey(value); }

}  // namespace anchorledger::storage
