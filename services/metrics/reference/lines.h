// Events in force as lines that metrics add up: each with the dimensions that it counts under.
//
// One list for each kind of thing. Lines keep the order of effective_on, then position. An event
// that corroborates another one has no line: one fact, one recorder. Money whose payee is an anchor
// of the tenant has none either: it does not leave the network.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "services/metrics/reference/registry.h"

namespace anchorledger::metrics::reference {

struct Line {
  const Event* event = nullptr;
  base::Date on;
  std::string anchor;
  std::string partnership;
  std::string partner;     // the organisation on the other side; "" when that is an anchor
  std::string geography;   // "scheme:code"
  std::string supplier;    // that it is about; "" = about none
  std::string investment;  // likewise
  std::set<int> classes;   // of the supplier, on the date
  int phase = 0;
  int strategy = 0;
  int basis = 0;
};

// An amount of one currency.
struct MoneyLine : Line {
  std::int64_t minor = 0;
  base::Currency currency;
};

struct Hire : MoneyLine {  // money: count x starting wage
  std::int64_t count = 0;
  bool permanent = false;
  bool by_anchor = false;
  bool local = false;
  bool disadvantaged = false;
  bool pathway = false;
  bool sub_bachelor = false;
  bool has_wage = false;
};

struct Spend : MoneyLine {  // money: plus a purchase, minus a reversal or credit
  bool addressable = false;
  bool construction = false;
  bool local = false;
  std::set<int> vouched_classes;  // of these: by somebody but the supplier
};

struct Commitment : MoneyLine {  // money: plus a commitment, minus a cancellation
  std::string deal;
  bool guarantee = false;
  bool operating_subsidy = false;
};

enum class CashKind : std::uint8_t { kLoan, kGrant, kDeposit, kEquity };

struct Cash : MoneyLine {  // money: what was paid out, or came back
  std::string allocation;
  CashKind kind = CashKind::kLoan;
  bool returned = false;
};

struct Principal : MoneyLine {};  // money: change of what a loan owes

struct LoanRate : Line {  // a rate that holds from its day on
  std::int32_t rate_bp = 0;
};

struct InKind : MoneyLine {
  std::string allocation;
};

// A spell of a partnership in a phase; `on` is its entry, `phase` its own.
struct Spell : Line {
  PhaseSpell days;
};

struct Lines {
  std::vector<Hire> hires;
  std::vector<Spend> spend;
  std::vector<Commitment> commitments;
  std::vector<Cash> cash;
  std::vector<Principal> principal;
  std::vector<LoanRate> rates;
  std::vector<InKind> in_kind;
  std::vector<Spell> spells;
  // Of the other types: dimensions, and the event itself.
  std::vector<Line> others;
};

// `registry` must outlive the lines.
Lines MakeLines(const Registry& registry);

}  // namespace anchorledger::metrics::reference
