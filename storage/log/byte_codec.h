// Writing and reading the primitive parts of stored bytes. Integers are big-endian where order
// matters, variable-length (seven bits a byte, lowest first) where size matters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace anchorledger::storage {

void PutFixed32(std::string& out, uint32_t value);
void PutFixed64(std::string& out, uint64_t value);
void PutVarint(std::string& out, uint64_t value);
// A varint length, then the bytes.
void PutBytes(std::string& out, std::string_view bytes);

// Reads the parts in the order they were written. The first part that does not fit makes the
// reader fail; from then on every part reads as zero or empty. Refers to the bytes, does not copy.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint8_t Byte();
  uint32_t Fixed32();
  uint64_t Fixed64();
  uint64_t Varint();  // refuses more than 64 bits and needless trailing zero groups
  uint32_t Varint32();
  std::string_view Raw(size_t count);
  std::string_view Bytes();

  // What was not read yet.
  std::string_view rest() const { return rest_; }
  bool failed() const { return failed_; }
  // All was read and fitted.
  bool AtCleanEnd() const { return !failed_ && rest_.empty(); }

 private:
  void Fail();

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace anchorledger::storage
