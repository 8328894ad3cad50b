// The primitive parts of packed rows. Inline, unlike the codec of the log: a start decodes tens of
// millions of these. Rows are checksummed by the store, so a reader here only has to stay inside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anchorledger::projections {

inline constexpr std::size_t kVarintBytesMax = 10;

// Writes at `at`, where kVarintBytesMax bytes are free; returns the end of what was written.
inline char* WriteVarint(std::uint64_t value, char* at) {
  while (value >= 0x80) {
    *at++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *at++ = static_cast<char>(value);
  return at;
}

inline void PackVarint(std::uint64_t value, std::string& out) {
  char bytes[kVarintBytesMax];
  out.append(bytes, static_cast<std::size_t>(WriteVarint(value, bytes) - bytes));
}

// Small magnitudes of either sign become small.
inline std::uint64_t ZigZag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t UnZigZag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}
inline void PackSigned(std::int64_t value, std::string& out) { PackVarint(ZigZag(value), out); }

inline void PackText(std::string_view text, std::string& out) {
  PackVarint(text.size(), out);
  out.append(text);
}

// Big-endian, for keys: byte order is number order.
inline void PackKey32(std::uint32_t value, std::string& out) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}
inline std::uint32_t UnpackKey32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(i < bytes.size() ? bytes[i] : 0);
  }
  return value;
}

// Reads the parts in the order they were packed. Past the end everything reads as zero or empty and
// the reader has failed.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::uint64_t Varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) break;
      const auto byte = static_cast<std::uint8_t>(*at_++);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    at_ = end_;
    return 0;
  }
  std::uint32_t Varint32() { return static_cast<std::uint32_t>(Varint()); }
  std::int64_t Signed() { return UnZigZag(Varint()); }
  std::uint8_t Byte() {
    if (at_ == end_) {
      failed_ = true;
      return 0;
    }
    return static_cast<std::uint8_t>(*at_++);
  }
  std::string_view Text() {
    const std::uint64_t size = Varint();
    if (size > static_cast<std::uint64_t>(end_ - at_)) {
      failed_ = true;
      at_ = end_;
      return {};
    }
    const std::string_view text(at_, static_cast<std::size_t>(size));
    at_ += size;
    return text;
  }

  bool done() const { return at_ == end_; }
  bool failed() const { return failed_; }
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

 private:
  const char* at_;
  const char* end_;
  bool failed_ = false;
};

}  // namespace anchorledger::projections
