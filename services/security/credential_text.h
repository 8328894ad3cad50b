// How credentials are written, in files and in the hands of people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace anchorledger::security {

inline constexpr std::size_t kPublicIdLength = 16;  // hexadecimal digits of 64 bits
inline constexpr std::size_t kRandomLength = 64;    // of 256 bits

// Whether a text is an id as files hold it: 1 to 128 letters, digits, '.', '_', ':' or '-'.
bool IsId(std::string_view text);
// Whether a text is the public id of a credential.
bool IsPublicId(std::string_view text);

// From the generator of the system: what names a credential, and what opens it.
std::string NewPublicId();
std::string NewRandomPart();

// The fields of a line; empty ones are kept.
std::vector<std::string_view> Split(std::string_view text, char separator);

}  // namespace anchorledger::security
