#include "services/metrics/token.h"

#include <array>
#include <limits>

#include "services/metrics/expression.h"

namespace anchorledger::metrics {
namespace {

constexpr std::string_view kTwoCharacterSigns[] = {"<=", ">=", "==", "!="};
constexpr std::string_view kOneCharacterSigns = "+-*/()<>,.";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  base::StatusOr<Token> Next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    Token token;
    token.column = static_cast<int>(at_) + 1;
    if (at_ == text_.size()) return token;
    const char c = text_[at_];
    if (IsNameStart(c)) return Name(std::move(token));
    if (IsDigit(c)) return Number(std::move(token));
    if (c == '\'') return Text(std::move(token));
    return Sign(std::move(token));
  }

 private:
  base::StatusOr<Token> Name(Token token) {
    token.kind = Token::Kind::kName;
    while (at_ < text_.size() && (IsNameStart(text_[at_]) || IsDigit(text_[at_]))) {
      token.text += text_[at_++];
    }
    return token;
  }

  base::StatusOr<Token> Number(Token token) {
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    token.kind = Token::Kind::kNumber;
    for (; at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == '_'); ++at_) {
      if (text_[at_] == '_') continue;
      const int digit = text_[at_] - '0';
      if (token.number > (kMax - digit) / 10) {
        return ToStatus({token.column, "the number does not fit into 64 bits"});
      }
      token.number = token.number * 10 + digit;
    }
    return token;
  }

  base::StatusOr<Token> Text(Token token) {
    token.kind = Token::Kind::kText;
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) {
      return ToStatus({token.column, "the text has no closing quote"});
    }
    token.text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return token;
  }

  base::StatusOr<Token> Sign(Token token) {
    token.kind = Token::Kind::kSign;
    for (const std::string_view sign : kTwoCharacterSigns) {
      if (text_.substr(at_, 2) == sign) token.text = sign;
    }
    if (token.text.empty() && kOneCharacterSigns.find(text_[at_]) != std::string_view::npos) {
      token.text = text_.substr(at_, 1);
    }
    if (token.text.empty()) {
      return ToStatus(
          {token.column, "'" + std::string(1, text_[at_]) + "' does not belong to the language"});
    }
    at_ += token.text.size();
    return token;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

base::StatusOr<std::vector<Token>> Tokenize(std::string_view text) {
  Lexer lexer(text);
  std::vector<Token> tokens;
  do {
    AL_ASSIGN_OR_RETURN(Token token, lexer.Next());
    tokens.push_back(std::move(token));
  } while (tokens.back().kind != Token::Kind::kEnd);
  return tokens;
}

}  // namespace anchorledger::metrics
