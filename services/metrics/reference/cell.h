// One cell of an answer: which lines count in it, and when.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "proto/base/date.h"
#include "services/metrics/reference/lines.h"
#include "services/metrics/reference/question.h"

namespace anchorledger::metrics::reference {

// The days of a span for an anchor whose fiscal year begins so, cut to the window of the query.
base::Period DaysOf(const Query& query, const Span& span, base::FiscalYearStart start);

// The keys of the groups that a line stands in: one, or one for each supplier class.
std::vector<std::vector<std::string>> KeysOf(const Query& query, const Line& line);

// Everything that a metric needs to know. Refers to all that it is made of.
class Cell {
 public:
  Cell(const Registry& registry, const Lines& lines, const Query& query, const Address& address)
      : registry_(registry), lines_(lines), query_(query), address_(address) {}

  const Lines& lines() const { return lines_; }
  const Registry& registry() const { return registry_; }
  base::Currency currency() const { return address_.currency; }

  // Whether the line is read at all: its anchor is asked for, and its basis is the one asked for
  // (or the one that the metric wants instead).
  bool Reads(const Line& line) const { return Reads(line, query_.basis); }
  bool Reads(const Line& line, int basis) const;
  // Whether the line, once read, passes the filter and lies in the group.
  bool Holds(const Line& line) const;
  // The same for what stays whole when a metric is cut: only its anchor matters.
  bool HoldsWhole(const Line& line) const;

  base::Period Days(const std::string& anchor) const;
  bool During(const Line& line) const { return Days(line.anchor).Contains(line.on); }
  bool UpToEnd(const Line& line) const { return line.on <= Days(line.anchor).to; }

  bool InCurrency(const MoneyLine& line) const { return line.currency == address_.currency; }
  bool IsTotal() const { return !address_.keys.has_value(); }

  // The reported measure when its periods tile the window of an anchor exactly, else what the
  // fallback says for that anchor; added up over the anchors of the cell.
  absl::int128 Base(int measure, bool money,
                    const std::function<absl::int128(const std::string&)>& fallback,
                    DenominatorUsed* used) const;

 private:
  const Registry& registry_;
  const Lines& lines_;
  const Query& query_;
  const Address& address_;
};

// Sum of a number over the lines that pass `where` (which also says when), are read and hold.
template <class L, class Where, class Measure>
absl::int128 Sum(const Cell& cell, const std::vector<L>& lines, const Where& where,
                 const Measure& measure) {
  absl::int128 sum = 0;
  for (const L& line : lines) {
    if (where(line) && cell.Reads(line) && cell.Holds(line)) sum += measure(line);
  }
  return sum;
}

// Sum of the money in the cell's currency.
template <class L, class Where>
absl::int128 SumMoney(const Cell& cell, const std::vector<L>& lines, const Where& where) {
  return Sum(
      cell, lines, [&](const L& line) { return cell.InCurrency(line) && where(line); },
      [](const L& line) { return absl::int128(line.minor); });
}

// The last line of each key among those that are read and pass `where`, wherever they hold: what is
// last is decided before an answer is cut. `key` may give "" for lines that do not take part.
template <class L, class Where, class Key>
std::map<std::string, const L*> LastOf(const Cell& cell, const std::vector<L>& lines,
                                       const Where& where, const Key& key) {
  std::map<std::string, const L*> last;
  for (const L& line : lines) {
    if (!cell.Reads(line) || !where(line)) continue;
    const std::string name = key(line);
    if (!name.empty()) last[name] = &line;
  }
  return last;
}

}  // namespace anchorledger::metrics::reference
