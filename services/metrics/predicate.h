// Conditions and formulas over one fact, compiled against the schema of its kind.
//
// In a condition a name is a flag of the kind; `class in SET` asks for the supplier's classes;
// `KEY == 'text'` for one of its keys; anything else that compares is a formula over the measures,
// `day` (of the fact), `window_start` and `window_end`, all days since 1970-01-01.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/metrics/expression.h"
#include "services/metrics/program.h"
#include "services/projections/fact_schema.h"

namespace anchorledger::metrics {

// Which of a fact's keys is meant.
enum class KeySlot : std::uint8_t { kEntity, kEntity2, kLink, kAnchor };

// The slot of a key of the kind, or of "anchor"; nothing when the kind has no such key.
std::optional<KeySlot> FindKey(const projections::KindSchema& schema, std::string_view name);
projections::Symbol KeyOf(const projections::Fact& fact, KeySlot slot);

// Named sets of supplier classes, as masks (bit n = class n).
using ClassSets = std::map<std::string, std::uint32_t, std::less<>>;

// A condition looks at one fact in one window.
struct FactContext {
  base::Period window;
  // The symbols of the texts that the condition names (Predicate::texts), in that order.
  std::span<const projections::Symbol> symbols;
};

// A formula over one fact. Immutable, any thread.
class FactFormula {
 public:
  static base::StatusOr<FactFormula> Compile(const Expression& expression,
                                             const projections::KindSchema& schema);
  Value Run(const projections::Fact& fact, base::Period window) const;
  // Whether a measure that is money takes part.
  bool UsesMoney() const { return uses_money_; }
  bool Divides() const { return program_.Divides(); }

 private:
  Program program_;
  bool uses_money_ = false;
};

// A condition over one fact: a decision diagram, each node of which asks one question and names the
// next node for either answer, so that a fact passes few nodes. Immutable, any thread.
class Predicate {
 public:
  // The condition that every fact meets.
  Predicate() = default;
  static base::StatusOr<Predicate> Compile(const Expression& expression,
                                           const projections::KindSchema& schema,
                                           const ClassSets& sets);

  bool Holds(const projections::Fact& fact, const FactContext& context) const;
  // The same for a sum of facts. Requires !LooksAtSingleFacts(). Inline, because every sum that a
  // question reads is asked.
  bool HoldsForSum(const projections::Dimensions& dimensions) const {
    int at = entry_;
    while (at >= 0) {
      const Node& node = nodes_[static_cast<std::size_t>(at)];
      const std::uint32_t bits =
          node.asks == Node::Asks::kFlags ? dimensions.flags : dimensions.class_mask;
      at = (bits & node.mask) != 0 ? node.yes : node.no;
    }
    return at == kYes;
  }

  // Texts that keys are compared with; their symbols are found once a query.
  const std::vector<std::string>& texts() const { return texts_; }
  // The flags that are asked for.
  std::uint32_t FlagsAsked() const {
    std::uint32_t flags = 0;
    for (const Node& node : nodes_) {
      if (node.asks == Node::Asks::kFlags) flags |= node.mask;
    }
    return flags;
  }
  // Whether keys, days or measures are asked for, which sums of facts do not have.
  bool LooksAtSingleFacts() const { return !texts_.empty() || !formulas_.empty(); }

 private:
  static constexpr int kYes = -1;
  static constexpr int kNo = -2;
  struct Node {
    enum class Asks : std::uint8_t { kFlags, kClasses, kKey, kFormula };
    Asks asks = Asks::kFlags;
    std::uint32_t mask = 0;           // of kFlags and kClasses: any bit
    KeySlot slot = KeySlot::kEntity;  // of kKey
    std::size_t index = 0;            // of the text or formula
    int yes = kYes;
    int no = kNo;
  };
  class Compiler;

  bool Answer(const Node& node, const projections::Fact& fact, const FactContext& context) const;

  std::vector<Node> nodes_;
  std::vector<std::string> texts_;
  std::vector<FactFormula> formulas_;
  int entry_ = kYes;
};

}  // namespace anchorledger::metrics
