#include "storage/log/byte_codec.h"

#include <array>
#include <limits>

namespace anchorledger::storage {
namespace {

template <typename Number>
void PutBigEndian(std::string& out, Number value) {
  std::array<char, sizeof(Number)> bytes;
  for (size_t i = bytes.size(); i-- > 0; value >>= 8) {
    bytes[i] = static_cast<char>(static_cast<uint8_t>(value));
  }
  out.append(bytes.data(), bytes.size());
}

template <typename Number>
Number BigEndian(std::string_view bytes) {
  Number value = 0;
  for (const char byte : bytes) {
    value = static_cast<Number>(value << 8) | static_cast<uint8_t>(byte);
  }
  return value;
}

}  // namespace

void PutFixed32(std::string& out, uint32_t value) { PutBigEndian(out, value); }

void PutFixed64(std::string& out, uint64_t value) { PutBigEndian(out, value); }

void PutVarint(std::string& out, uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(static_cast<uint8_t>(value | 0x80)));
    value >>= 7;
  }
  out.push_back(static_cast<char>(static_cast<uint8_t>(value)));
}

void PutBytes(std::string& out, std::string_view bytes) {
  PutVarint(out, bytes.size());
  out.append(bytes);
}

uint8_t ByteReader::Byte() {
  const std::string_view byte = Raw(1);
  return byte.empty() ? 0 : static_cast<uint8_t>(byte[0]);
}

uint32_t ByteReader::Fixed32() { return BigEndian<uint32_t>(Raw(4)); }

uint64_t ByteReader::Fixed64() { return BigEndian<uint64_t>(Raw(8)); }

uint64_t ByteReader::Varint() {
  uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const uint8_t byte = Byte();
    const uint64_t bits = byte & 0x7f;
    const bool overflows = shift == 63 && bits > 1;
    const bool needless = shift > 0 && byte == 0;
    if (failed_ || overflows || needless) break;
    value |= bits << shift;
    if ((byte & 0x80) == 0) return value;
  }
  Fail();
  return 0;
}

uint32_t ByteReader::Varint32() {
  const uint64_t value = Varint();
  if (value <= std::numeric_limits<uint32_t>::max()) return static_cast<uint32_t>(value);
  Fail();
  return 0;
}

std::string_view ByteReader::Raw(size_t count) {
  if (failed_ || count > rest_.size()) {
    Fail();
    return {};
  }
  const std::string_view raw = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return raw;
}

std::string_view ByteReader::Bytes() { return Raw(Varint()); }

void ByteReader::Fail() {
  failed_ = true;
  rest_ = {};
}

}  // namespace anchorledger::storage
