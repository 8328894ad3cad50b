#include <array>
#include <cstring>

#include "proto/base/hash.h"

// CRC-32C with the instruction of SSE 4.2 where the processor has it, else with a table: a checksum
// is taken of every record written and read.

namespace anchorledger::base {
namespace {

constexpr std::uint32_t kPolynomial = 0x82f63b78U;  // Castagnoli, bits reversed

constexpr std::array<std::uint32_t, 256> MakeTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) * kPolynomial);
    table[byte] = value;
  }
  return table;
}

std::uint32_t WithTable(std::string_view bytes, std::uint32_t value) {
  static constexpr std::array<std::uint32_t, 256> kTable = MakeTable();
  for (const char c : bytes) {
    value = (value >> 8U) ^ kTable[(value ^ static_cast<std::uint8_t>(c)) & 0xffU];
  }
  return value;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t WithInstruction(std::string_view bytes,
                                                                std::uint32_t value) {
  std::uint64_t wide = value;
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    wide = __builtin_ia32_crc32di(wide, word);
    bytes.remove_prefix(sizeof(word));
  }
  value = static_cast<std::uint32_t>(wide);
  for (const char c : bytes) value = __builtin_ia32_crc32qi(value, static_cast<std::uint8_t>(c));
  return value;
}
#endif

}  // namespace

std::uint32_t Crc32c(std::string_view bytes, std::uint32_t seed) {
#if defined(__x86_64__)
  static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
  if (has_instruction) return ~WithInstruction(bytes, ~seed);
#endif
  return ~WithTable(bytes, ~seed);
}

}  // namespace anchorledger::base
