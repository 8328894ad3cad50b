// From the bytes of a file to UTF-8 text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace anchorledger::importing {

enum class Encoding : std::uint8_t { kUtf8, kWindows1252 };

// "UTF-8" or "Windows-1252".
std::string_view NameOf(Encoding encoding);

// Whether bytes that come in pieces are well-formed UTF-8; pieces may end inside a character.
// Not thread-safe.
class Utf8Validator {
 public:
  void Update(std::string_view bytes);
  // Whether everything so far was well-formed and nothing is left over.
  bool valid() const { return valid_ && carry_.empty(); }

 private:
  bool valid_ = true;
  std::string carry_;  // the beginning of a character, at most 3 bytes
};

// Appends Windows-1252 bytes as UTF-8. The five bytes without a character in that table become the
// control characters of the same number, as browsers read them, so that nothing is lost.
void AppendWindows1252(std::string_view bytes, std::string& text);

// Whether `bytes` begin as UTF-16 does, which spreadsheets call "Unicode text".
bool BeginsAsUtf16(std::string_view bytes);

// The length of a UTF-8 byte order mark at the beginning of `bytes`: 3 or 0.
std::size_t ByteOrderMarkLength(std::string_view bytes);

}  // namespace anchorledger::importing
