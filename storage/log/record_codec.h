// The bytes of one record as they are stored for ever. The layout is in record_codec.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

// What stays of a payload when it is erased: the hash; and what is erased with it: the salt,
// without which a payload of few possible values could be guessed from its hash.
struct PayloadSeal {
  std::array<uint8_t, 16> salt{};
  std::array<uint8_t, 32> hash{};  // SHA-256(salt || payload)
};

PayloadSeal SealPayload(const std::array<uint8_t, 16>& salt, std::string_view payload);

// What a record is made of, by reference.
struct RecordParts {
  LogId log_id;
  uint32_t epoch = 0;
  base::Position position{};
  base::Instant recorded_at{};
  std::string_view tenant;
  std::string_view stream;
  base::Revision revision{};
  std::string_view request_id;
  uint32_t request_index = 0;
  uint32_t request_count = 0;
  std::string_view header;
  std::string_view payload;
};

// Replaces `out` by the stored form.
void EncodeRecord(const RecordParts& parts, const PayloadSeal& seal, std::string& out);

// Checks and decodes a record that was found under `position` of the log `log_id`: format, length
// of every part, CRC, the hash of the payload (unless erased), log and position. DATA_CORRUPT
// says what is wrong.
base::StatusOr<Record> DecodeRecord(std::string_view bytes, LogId log_id, base::Position position);

// The same record without payload and salt. Everything else keeps its bytes and its checksum.
base::StatusOr<std::string> EraseRecord(std::string_view bytes, LogId log_id,
                                        base::Position position);

}  // namespace anchorledger::storage
