#include "services/metrics/expression.h"

#include <optional>
#include <utility>

#include "services/metrics/token.h"

namespace anchorledger::metrics {
namespace {

constexpr std::size_t kFormulaCharactersMax = 2'000;
constexpr int kDepthMax = 40;

struct Operator {
  std::string_view sign;
  NodeKind kind;
};
constexpr Operator kComparisons[] = {
    {"<", NodeKind::kLess},      {"<=", NodeKind::kLessEqual},    {"==", NodeKind::kEqual},
    {"!=", NodeKind::kNotEqual}, {">=", NodeKind::kGreaterEqual}, {">", NodeKind::kGreater},
};
constexpr Operator kSums[] = {{"+", NodeKind::kAdd}, {"-", NodeKind::kSubtract}};
constexpr Operator kProducts[] = {{"*", NodeKind::kMultiply}, {"/", NodeKind::kDivide}};
constexpr std::string_view kWords[] = {"else", "or", "and", "not", "in"};

// Recursive descent; each function reads one rule of the grammar in the header. The first error
// ends the parse: functions return -1 from then on.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  base::StatusOr<Expression> Parse() {
    expression_.root = Choice();
    if (!error_ && Peek().kind != Token::Kind::kEnd) Fail("expected an operator or the end");
    if (error_) return ToStatus(*error_);
    return std::move(expression_);
  }

 private:
  using Rule = int (Parser::*)();

  const Token& Peek() const { return tokens_[at_]; }
  bool AtWord(std::string_view word) const {
    return Peek().kind == Token::Kind::kName && Peek().text == word;
  }
  bool AtSign(std::string_view sign) const {
    return Peek().kind == Token::Kind::kSign && Peek().text == sign;
  }
  bool TakeSign(std::string_view sign) {
    if (!AtSign(sign)) return false;
    ++at_;
    return true;
  }

  int Fail(std::string_view wanted) {
    if (!error_) {
      const Token& token = Peek();
      const std::string seen = token.kind == Token::Kind::kEnd      ? "the end"
                               : token.kind == Token::Kind::kNumber ? "a number"
                                                                    : "'" + token.text + "'";
      error_ = FormulaError{token.column, std::string(wanted) + ", found " + seen};
    }
    return -1;
  }

  int Make(NodeKind kind, int column, std::vector<int> children, std::string text = {}) {
    if (error_) return -1;
    Node node;
    node.kind = kind;
    node.column = column;
    node.text = std::move(text);
    node.children = std::move(children);
    expression_.nodes.push_back(std::move(node));
    return static_cast<int>(expression_.nodes.size()) - 1;
  }

  // operand { word operand }
  int Words(std::string_view word, NodeKind kind, Rule operand) {
    int left = (this->*operand)();
    while (!error_ && AtWord(word)) {
      const int column = tokens_[at_++].column;
      const int right = (this->*operand)();
      left = Make(kind, column, {left, right});
    }
    return left;
  }

  // operand { sign operand }
  template <std::size_t N>
  int Signs(const Operator (&operators)[N], Rule operand) {
    int left = (this->*operand)();
    while (!error_) {
      const Operator* found = Find(operators);
      if (found == nullptr) break;
      const int column = tokens_[at_++].column;
      const int right = (this->*operand)();
      left = Make(found->kind, column, {left, right});
    }
    return left;
  }

  template <std::size_t N>
  const Operator* Find(const Operator (&operators)[N]) const {
    for (const Operator& candidate : operators) {
      if (AtSign(candidate.sign)) return &candidate;
    }
    return nullptr;
  }

  int Choice() {
    if (++depth_ > kDepthMax) return Fail("nested too deeply");
    const int result = Words("else", NodeKind::kElse, &Parser::Condition);
    --depth_;
    return result;
  }
  int Condition() { return Words("or", NodeKind::kOr, &Parser::Conjunction); }
  int Conjunction() { return Words("and", NodeKind::kAnd, &Parser::Negation); }

  int Negation() {
    if (!AtWord("not")) return ComparisonRule();
    if (++depth_ > kDepthMax) return Fail("nested too deeply");
    const int column = tokens_[at_++].column;
    const int operand = Negation();
    --depth_;
    return Make(NodeKind::kNot, column, {operand});
  }

  int ComparisonRule() {
    const int left = Sum();
    if (error_) return -1;
    const int column = Peek().column;
    if (AtWord("in")) {
      ++at_;
      std::vector<int> children = {left};
      Set(&children);
      return Make(NodeKind::kIn, column, std::move(children));
    }
    const Operator* found = Find(kComparisons);
    if (found == nullptr) return left;
    ++at_;
    const int right = Sum();
    return Make(found->kind, column, {left, right});
  }

  void Set(std::vector<int>* names) {
    if (!TakeSign("(")) {
      names->push_back(SetName());
      return;
    }
    do {
      names->push_back(SetName());
    } while (!error_ && TakeSign(","));
    if (!error_ && !TakeSign(")")) Fail("expected ',' or ')' in the set");
  }

  int SetName() {
    if (Peek().kind != Token::Kind::kName) return Fail("expected the name of a set or member");
    const Token& token = tokens_[at_++];
    return Make(NodeKind::kName, token.column, {}, token.text);
  }

  int Sum() { return Signs(kSums, &Parser::Product); }
  int Product() { return Signs(kProducts, &Parser::Factor); }

  int Factor() {
    if (error_) return -1;
    const Token token = Peek();
    if (AtSign("-")) {
      if (++depth_ > kDepthMax) return Fail("nested too deeply");
      ++at_;
      const int operand = Factor();
      --depth_;
      return Make(NodeKind::kNegate, token.column, {operand});
    }
    if (TakeSign("(")) {
      const int inner = Choice();
      if (!error_ && !TakeSign(")")) Fail("expected ')'");
      return inner;
    }
    if (token.kind == Token::Kind::kNumber) {
      ++at_;
      const int node = Make(NodeKind::kNumber, token.column, {});
      expression_.nodes.back().number = token.number;
      return node;
    }
    if (token.kind == Token::Kind::kText) {
      ++at_;
      return Make(NodeKind::kText, token.column, {}, token.text);
    }
    return NameOrCall(token);
  }

  int NameOrCall(const Token& token) {
    bool reserved = token.kind != Token::Kind::kName;
    for (const std::string_view word : kWords) reserved = reserved || token.text == word;
    if (reserved) return Fail("expected a number, a name or '('");
    ++at_;
    int result = -1;
    if (TakeSign("(")) {
      result = Make(NodeKind::kCall, token.column, Arguments(), token.text);
    } else {
      result = Make(NodeKind::kName, token.column, {}, token.text);
    }
    if (error_ || !AtSign(".")) return result;
    const int column = tokens_[at_++].column;
    if (Peek().kind != Token::Kind::kName) return Fail("expected a name after '.'");
    return Make(NodeKind::kMember, column, {result}, tokens_[at_++].text);
  }

  std::vector<int> Arguments() {
    std::vector<int> arguments;
    if (TakeSign(")")) return arguments;
    do {
      arguments.push_back(Choice());
    } while (!error_ && TakeSign(","));
    if (!error_ && !TakeSign(")")) Fail("expected ',' or ')' after the argument");
    return arguments;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Expression expression_;
  std::optional<FormulaError> error_;
};

}  // namespace

base::Status ToStatus(const FormulaError& error) {
  return base::MakeError(base::ErrorReason::kFieldInvalid,
                         "column " + std::to_string(error.column) + ": " + error.message,
                         {{"column", std::to_string(error.column)}});
}

base::StatusOr<Expression> ParseExpression(std::string_view text) {
  if (text.size() > kFormulaCharactersMax) {
    return ToStatus({static_cast<int>(kFormulaCharactersMax), "the formula is too long"});
  }
  AL_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(text));
  return Parser(std::move(tokens)).Parse();
}

}  // namespace anchorledger::metrics
