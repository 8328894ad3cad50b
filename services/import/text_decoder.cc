#include "services/import/text_decoder.h"

#include <array>
#include <cstring>

#include "proto/base/text.h"

namespace anchorledger::importing {
namespace {

// The characters of 0x80 to 0x9f.
constexpr std::array<char16_t, 32> kHighControls = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

// Bytes from the front that are ASCII, found eight at a time.
std::size_t AsciiPrefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at + 8 <= bytes.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

// The length of the character that a lead byte announces; 1 for anything that is no lead byte.
std::size_t AnnouncedLength(unsigned char lead) {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

// Bytes at the end that may be the beginning of a character.
std::size_t UnfinishedTail(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xc0U) == 0x80U) continue;
    return AnnouncedLength(byte) > back ? back : 0;
  }
  return 0;
}

}  // namespace

std::string_view NameOf(Encoding encoding) {
  return encoding == Encoding::kUtf8 ? "UTF-8" : "Windows-1252";
}

void Utf8Validator::Update(std::string_view bytes) {
  if (!valid_) return;
  if (carry_.empty()) bytes.remove_prefix(AsciiPrefix(bytes));
  if (bytes.empty()) return;
  std::string joined;
  if (!carry_.empty()) {
    joined = carry_;
    joined.append(bytes);
    bytes = joined;
  }
  const std::size_t tail = UnfinishedTail(bytes);
  valid_ = base::IsValidUtf8(bytes.substr(0, bytes.size() - tail));
  carry_.assign(bytes.substr(bytes.size() - tail));
}

void AppendWindows1252(std::string_view bytes, std::string& text) {
  while (!bytes.empty()) {
    const std::size_t ascii = AsciiPrefix(bytes);
    text.append(bytes.substr(0, ascii));
    bytes.remove_prefix(ascii);
    if (bytes.empty()) return;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    const auto point = static_cast<std::uint32_t>(byte < 0xa0 ? kHighControls[byte - 0x80U] : byte);
    if (point < 0x800) {
      text.push_back(static_cast<char>(0xc0U | (point >> 6U)));
    } else {
      text.push_back(static_cast<char>(0xe0U | (point >> 12U)));
      text.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3fU)));
    }
    text.push_back(static_cast<char>(0x80U | (point & 0x3fU)));
  }
}

bool BeginsAsUtf16(std::string_view bytes) {
  return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

std::size_t ByteOrderMarkLength(std::string_view bytes) {
  return bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

}  // namespace anchorledger::importing
