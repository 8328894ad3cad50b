#include "services/security/credential_text.h"

#include <algorithm>

#include "proto/base/hash.h"
#include "proto/base/limits.h"

namespace anchorledger::security {
namespace {

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == ':' || c == '-';
}

}  // namespace

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= base::kIdBytesMax &&
         std::all_of(text.begin(), text.end(), IsIdCharacter);
}

bool IsPublicId(std::string_view text) {
  return text.size() == kPublicIdLength && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string NewPublicId() { return base::HexEncode(base::RandomBytes(kPublicIdLength / 2)); }

std::string NewRandomPart() { return base::HexEncode(base::RandomBytes(kRandomLength / 2)); }

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t start = 0;
  for (size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator, start)) {
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

}  // namespace anchorledger::security
