// record  := sealed crc body
// sealed  := format log_id epoch position recorded_at tenant stream revision
//            request_id request_index request_count header payload_hash
// format  := 0x01                            the only one so far
// log_id, position, recorded_at := fixed64   recorded_at: microseconds since 1970 UTC
// epoch, revision, request_index, request_count := varint
// tenant, stream, request_id, header := varint length, bytes
// payload_hash := 32 bytes                   SHA-256(salt || payload)
// crc     := fixed32                         CRC-32C of `sealed`
// body    := 0x01 salt payload | 0x00        kept | erased
// salt    := 16 random bytes
// payload := the rest of the bytes
//
// fixed64 and fixed32 are big-endian, varint is byte_codec.h. The checksum covers the payload
// through its hash only, so that salt and payload can be erased together while all that remains
// still verifies. What equals its neighbours comes first and random bytes come last: records lie
// in compressed blocks.
#include "storage/log/record_codec.h"

#include <span>
#include <string>
#include <utility>

#include "proto/base/hash.h"
#include "storage/log/byte_codec.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using base::Status;
using base::StatusOr;

constexpr uint8_t kFormat = 1;
constexpr uint8_t kBodyKept = 1;
constexpr uint8_t kBodyErased = 0;
constexpr size_t kFixedBytesMax = 128;  // all parts but names, header and payload

std::string_view AsText(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Status Corrupt(Position position, std::string_view what) {
  return base::MakeError(
      ErrorReason::kDataCorrupt,
      "record at position " + std::to_string(position.value()) + ": " + std::string(what),
      {{"position", std::to_string(position.value())}});
}

struct Decoded {
  Record record;
  std::string_view sealed_and_crc;
};

// Everything but the payload and its hash.
StatusOr<Decoded> DecodeSealed(std::string_view bytes, LogId log_id, Position position,
                               std::string_view& hash, ByteReader& reader) {
  Decoded decoded;
  Record& record = decoded.record;
  if (const uint8_t format = reader.Byte(); format != kFormat) {
    return Corrupt(position, "unknown format " + std::to_string(format));
  }
  const LogId found{reader.Fixed64()};
  record.epoch = reader.Varint32();
  record.position = Position{reader.Fixed64()};
  record.recorded_at = base::Instant{static_cast<int64_t>(reader.Fixed64())};
  record.tenant = base::TenantId{std::string(reader.Bytes())};
  record.stream = base::StreamId{std::string(reader.Bytes())};
  record.revision = base::Revision{reader.Varint()};
  record.request_id = std::string(reader.Bytes());
  record.request_index = reader.Varint32();
  record.request_count = reader.Varint32();
  record.header = std::string(reader.Bytes());
  hash = reader.Raw(PayloadSeal{}.hash.size());
  const std::string_view sealed = bytes.substr(0, bytes.size() - reader.rest().size());
  const uint32_t crc = reader.Fixed32();
  decoded.sealed_and_crc = bytes.substr(0, bytes.size() - reader.rest().size());
  if (reader.failed()) return Corrupt(position, "its bytes end too early");
  if (crc != base::Crc32c(sealed)) return Corrupt(position, "checksum does not match");
  if (found != log_id) {
    return Corrupt(position,
                   "belongs to log " + FormatLogId(found) + ", not " + FormatLogId(log_id));
  }
  if (record.position != position) {
    return Corrupt(position, "says position " + std::to_string(record.position.value()));
  }
  return decoded;
}

StatusOr<Decoded> Decode(std::string_view bytes, LogId log_id, Position position) {
  ByteReader reader(bytes);
  std::string_view hash;
  StatusOr<Decoded> decoded = DecodeSealed(bytes, log_id, position, hash, reader);
  if (!decoded.ok()) return decoded;
  const uint8_t body = reader.Byte();
  if (body == kBodyErased && reader.AtCleanEnd()) {
    decoded->record.erased = true;
    return decoded;
  }
  PayloadSeal seal;
  const std::string_view salted = reader.rest();
  const std::string_view salt = reader.Raw(seal.salt.size());
  if (body != kBodyKept || reader.failed()) return Corrupt(position, "its body is malformed");
  if (AsText(base::Sha256(salted)) != hash) {
    return Corrupt(position, "payload does not match its hash");
  }
  decoded->record.payload = std::string(salted.substr(salt.size()));
  return decoded;
}

}  // namespace

PayloadSeal SealPayload(const std::array<uint8_t, 16>& salt, std::string_view payload) {
  std::string salted;
  salted.reserve(salt.size() + payload.size());
  salted.append(AsText(salt));
  salted.append(payload);
  return PayloadSeal{.salt = salt, .hash = base::Sha256(salted)};
}

void EncodeRecord(const RecordParts& parts, const PayloadSeal& seal, std::string& out) {
  out.clear();
  out.reserve(kFixedBytesMax + parts.tenant.size() + parts.stream.size() + parts.request_id.size() +
              parts.header.size() + parts.payload.size());
  out.push_back(static_cast<char>(kFormat));
  PutFixed64(out, parts.log_id.value);
  PutVarint(out, parts.epoch);
  PutFixed64(out, parts.position.value());
  PutFixed64(out, static_cast<uint64_t>(parts.recorded_at.micros));
  PutBytes(out, parts.tenant);
  PutBytes(out, parts.stream);
  PutVarint(out, parts.revision.value());
  PutBytes(out, parts.request_id);
  PutVarint(out, parts.request_index);
  PutVarint(out, parts.request_count);
  PutBytes(out, parts.header);
  out.append(AsText(seal.hash));
  PutFixed32(out, base::Crc32c(out));
  out.push_back(static_cast<char>(kBodyKept));
  out.append(AsText(seal.salt));
  out.append(parts.payload);
}

StatusOr<Record> DecodeRecord(std::string_view bytes, LogId log_id, Position position) {
  StatusOr<Decoded> decoded = Decode(bytes, log_id, position);
  if (!decoded.ok()) return decoded.status();
  return std::move(decoded->record);
}

StatusOr<std::string> EraseRecord(std::string_view bytes, LogId log_id, Position position) {
  const StatusOr<Decoded> decoded = Decode(bytes, log_id, position);
  if (!decoded.ok()) return decoded.status();
  std::string erased(decoded->sealed_and_crc);
  erased.push_back(static_cast<char>(kBodyErased));
  return erased;
}

}  // namespace anchorledger::storage
