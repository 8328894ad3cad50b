// Words and signs of the formula language, cut from its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"

namespace anchorledger::metrics {

struct Token {
  enum class Kind : std::uint8_t { kName, kNumber, kText, kSign, kEnd };

  Kind kind = Kind::kEnd;
  int column = 1;           // of its first character, from 1
  std::string text;         // the name, the content of a text, or the sign
  std::int64_t number = 0;  // of kNumber
};

// All tokens, the last of them kEnd. Fails at the first character that begins no token.
base::StatusOr<std::vector<Token>> Tokenize(std::string_view text);

}  // namespace anchorledger::metrics
