// The small language in which the catalogue writes conditions and formulas, as a tree.
//
//   choice     = condition { "else" condition }                 the first that is defined
//   condition  = conjunction { "or" conjunction }
//   conjunction= negation { "and" negation }
//   negation   = "not" negation | comparison
//   comparison = sum [ ( "<" | "<=" | "==" | "!=" | ">=" | ">" ) sum | "in" set ]
//   set        = NAME | "(" NAME { "," NAME } ")"
//   sum        = product { ( "+" | "-" ) product }
//   product    = factor { ( "*" | "/" ) factor }
//   factor     = "-" factor | NUMBER | TEXT | "(" choice ")"
//              | NAME [ "(" [ choice { "," choice } ] ")" ] [ "." NAME ]
//
// NAME: a letter or "_", then letters, digits and "_". NUMBER: digits, with "_" between them if you
// like. TEXT: in single quotes. What names and functions mean depends on where a formula stands:
// see program.h and predicate.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"

namespace anchorledger::metrics {

enum class NodeKind : std::uint8_t {
  kNumber,  // number
  kText,    // text
  kName,    // text
  kCall,    // text(children...)
  kMember,  // children[0].text
  kIn,      // children[0] in names; each name is a kName child after the first
  kNegate,
  kNot,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kLess,
  kLessEqual,
  kEqual,
  kNotEqual,
  kGreaterEqual,
  kGreater,
  kAnd,
  kOr,
  kElse,
};

struct Node {
  NodeKind kind = NodeKind::kNumber;
  int column = 1;  // of the first character, or of the operator; from 1
  std::int64_t number = 0;
  std::string text;
  std::vector<int> children;  // indices into Expression::nodes
};

struct Expression {
  std::vector<Node> nodes;
  int root = -1;

  bool empty() const { return root < 0; }
  const Node& at(int index) const { return nodes[static_cast<std::size_t>(index)]; }
  const Node& top() const { return at(root); }
};

// Where in the text of a formula something is wrong, and what.
struct FormulaError {
  int column = 1;
  std::string message;
};

// FIELD_INVALID with "column N: message" in front of what is wrong.
base::Status ToStatus(const FormulaError& error);

// The tree of a formula. Fails at the first character that does not fit; formulas have at most
// 2,000 characters and are nested at most 40 deep.
base::StatusOr<Expression> ParseExpression(std::string_view text);

}  // namespace anchorledger::metrics
