#include "services/projections/fact_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "services/projections/fact_sums.h"
#include "services/projections/journal_reader.h"

namespace anchorledger::projections {
namespace {

std::int32_t MonthOfDay(std::int32_t day) { return base::MonthOf(base::Date{day}).value; }

bool IsWanted(const FactSelection& selection, const JournalEntry& entry) {
  const std::vector<Symbol>& wanted = selection.entities;
  return wanted.empty() || std::binary_search(wanted.begin(), wanted.end(), entry.entity);
}

EntrySelection EntriesOf(const FactSelection& selection, base::Position cut) {
  return {{selection.from, selection.to}, base::Position(), cut, selection.bounds};
}

// The anchors of the combinations that a selection wants. A pass over all combinations costs far
// less than the tables that need not be read.
absl::flat_hash_set<Symbol> AnchorsHaving(const FactSelection& selection,
                                          const DimensionTable& dimensions) {
  absl::flat_hash_set<Symbol> anchors;
  for (std::uint32_t number = 1; number <= dimensions.size(); ++number) {
    const Dimensions& of_facts = dimensions[number];
    if (of_facts.tenant != selection.tenant || anchors.contains(of_facts.anchor)) continue;
    if (selection.wanted(of_facts)) anchors.insert(of_facts.anchor);
  }
  return anchors;
}

base::Status TooManyFacts(std::size_t most) {
  return base::MakeError(base::ErrorReason::kMessageTooLarge,
                         "more than " + std::to_string(most) +
                             " facts lie behind this; ask about fewer days, one anchor or one "
                             "partnership");
}

// Which combinations of dimensions a selection wants, each asked for once.
class WantedDimensions {
 public:
  // Both must outlive this object.
  WantedDimensions(const FactSelection& selection, const DimensionTable& dimensions)
      : selection_(selection), dimensions_(dimensions) {}

  bool Holds(std::uint32_t number) {
    if (!selection_.wanted) return true;
    if (number >= known_.size()) known_.resize(std::size_t{number} + 1, Answer::kUnknown);
    Answer& answer = known_[number];
    if (answer == Answer::kUnknown) {
      answer = selection_.wanted(dimensions_[number]) ? Answer::kYes : Answer::kNo;
    }
    return answer == Answer::kYes;
  }

 private:
  enum class Answer : std::uint8_t { kUnknown, kYes, kNo };

  const FactSelection& selection_;
  const DimensionTable& dimensions_;
  std::vector<Answer> known_;  // by number
};

}  // namespace

base::Position FactReader::CutOf(const KnownAt& known) const {
  base::Position cut = published_.position;
  if (known.position.has_value()) cut = std::min(cut, *known.position);
  if (known.day.has_value()) {
    const std::vector<DayEnd>& days = *published_.days;
    const auto after =
        std::upper_bound(days.begin(), days.end(), *known.day,
                         [](base::Date day, const DayEnd& end) { return day < end.day; });
    cut = std::min(cut, after == days.begin() ? base::Position() : std::prev(after)->last);
  }
  return cut;
}

std::vector<TableKey> FactReader::TablesOf(const FactSelection& selection) const {
  std::vector<Symbol> anchors = selection.anchors;
  if (anchors.empty()) {
    anchors = published_.tables.AnchorsOf(selection.tenant, selection.kind);
  }
  if (selection.wanted) {
    const absl::flat_hash_set<Symbol> having = AnchorsHaving(selection, shared_->dimensions);
    std::erase_if(anchors, [&](Symbol anchor) { return !having.contains(anchor); });
  }
  std::vector<TableKey> keys;
  for (const Symbol anchor : anchors) {
    const TableKey key{.tenant = selection.tenant, .kind = selection.kind, .anchor = anchor};
    if (published_.tables.Find(key) != nullptr) keys.push_back(key);
  }
  return keys;
}

base::Status FactReader::Sums(const FactSelection& selection, const FactSink& sink) const {
  const base::Position cut = CutOf(selection.known);
  const ReadBounds* const bounds = selection.bounds;
  for (const TableKey& key : TablesOf(selection)) {
    if (bounds != nullptr && bounds->alive) AL_RETURN_IF_ERROR(bounds->alive());
    AL_RETURN_IF_ERROR(SumTable(key, selection, cut, sink));
  }
  return base::Status();
}

// Whole months come from the cells, less what was recorded after the cut-off. Months that the
// window cuts (two at most) come from the journal.
base::Status FactReader::SumTable(const TableKey& key, const FactSelection& selection,
                                  base::Position cut, const FactSink& sink) const {
  const FactTable& table = *published_.tables.Find(key);
  const CellLayout layout = table.layout();
  if (layout.count == 0) {
    return base::MakeError(base::ErrorReason::kInternal,
                           "facts of this kind are not kept as cells");
  }
  const bool past = cut < published_.position;
  SumEmitter emit(shared_->dimensions, key.kind, selection, sink);
  SumMap sums;
  bool fits = true;
  std::vector<base::Period> cut_months;
  base::Period whole{selection.to, selection.from};  // hull of the whole months; empty
  const base::MonthIndex last{
      std::min(base::MonthOf(selection.to).value, table.last_month().value)};
  base::MonthIndex month{std::max(base::MonthOf(selection.from).value, table.first_month().value)};
  for (; month <= last; ++month.value) {
    const MonthSums* found = table.Month(month);
    if (found == nullptr) continue;
    const MonthCells* few = selection.rolled_up ? found->rolled_up() : nullptr;
    const MonthCells& cells = few == nullptr ? found->cells() : *few;
    const base::Period days = base::DaysOf(month);
    // Days without facts need not lie in the window for the month to count whole.
    if (selection.from.days > cells.first_day() || selection.to.days < cells.last_day()) {
      cut_months.push_back({std::max(selection.from, days.from), std::min(selection.to, days.to)});
      continue;
    }
    whole = {std::min(whole.from, days.from), std::max(whole.to, days.to)};
    emit.SetMonth(month);
    cells.Each([&](std::uint32_t number, const std::int64_t* kept) {
      const std::uint32_t rolled = few == nullptr ? emit.NumberOf(number) : number;
      if (past) {
        fits = AddTo(sums[{month.value, rolled}], MeasuresFrom(kept, layout), 1) && fits;
      } else {
        emit.Kept(rolled, kept, layout);
      }
    });
  }
  if (!fits) return SumOverflow();
  if (past && whole.from <= whole.to) {
    AL_RETURN_IF_ERROR(AddEntries(key, {whole, cut, published_.position, selection.bounds}, -1,
                                  cut_months, emit, sums));
  }
  for (const base::Period& period : cut_months) {
    AL_RETURN_IF_ERROR(
        AddEntries(key, {period, base::Position(), cut, selection.bounds}, 1, {}, emit, sums));
  }
  for (const auto& [sum_key, measures] : sums) {
    emit.SetMonth(base::MonthIndex{sum_key.month});
    emit(sum_key.dimensions, measures);
  }
  return base::Status();
}

base::Status FactReader::AddEntries(const TableKey& key, const EntrySelection& wanted,
                                    std::int64_t sign, const std::vector<base::Period>& but_months,
                                    const SumEmitter& emit, SumMap& sums) const {
  bool fits = true;
  const auto add = [&](const JournalEntry& entry) {
    const std::int32_t month = MonthOfDay(entry.day);
    const bool elsewhere = std::any_of(
        but_months.begin(), but_months.end(),
        [&](const base::Period& period) { return base::MonthOf(period.from).value == month; });
    if (elsewhere) return;
    fits &=
        AddTo(sums[{month, emit.NumberOf(entry.dimensions)}], entry.measures, sign * entry.sign);
  };
  AL_RETURN_IF_ERROR(VisitEntries(*shared_->rows, key, *published_.tables.Find(key), wanted, add));
  return fits ? base::Status() : SumOverflow();
}

base::Status FactReader::SumsByEntity(const FactSelection& selection, const FactSink& sink) const {
  const base::Position cut = CutOf(selection.known);
  WantedDimensions wanted(selection, shared_->dimensions);
  for (const TableKey& key : TablesOf(selection)) {
    SumMap sums;
    bool fits = true;
    AL_RETURN_IF_ERROR(VisitEntries(*shared_->rows, key, *published_.tables.Find(key),
                                    EntriesOf(selection, cut), [&](const JournalEntry& entry) {
                                      if (!IsWanted(selection, entry) ||
                                          !wanted.Holds(entry.dimensions)) {
                                        return;
                                      }
                                      fits &= AddTo(sums[{MonthOfDay(entry.day), entry.dimensions,
                                                          entry.entity, entry.entity2, entry.link}],
                                                    entry.measures, entry.sign);
                                    }));
    if (!fits) return SumOverflow();
    for (const auto& [sum_key, measures] : sums) {
      if (IsZero(measures)) continue;
      Fact fact;
      fact.kind = key.kind;
      fact.effective_on =
          std::max(selection.from, base::DaysOf(base::MonthIndex{sum_key.month}).from);
      fact.dimensions = shared_->dimensions[sum_key.dimensions];
      fact.entity = sum_key.entity;
      fact.entity2 = sum_key.entity2;
      fact.link = sum_key.link;
      fact.measures = measures;
      sink(fact);
    }
  }
  return base::Status();
}

base::Status FactReader::Facts(const FactSelection& selection, const FactSink& sink) const {
  const EntrySelection entries = EntriesOf(selection, CutOf(selection.known));
  const std::size_t most =
      selection.bounds == nullptr ? ReadBounds().facts_max : selection.bounds->facts_max;
  WantedDimensions wanted(selection, shared_->dimensions);
  absl::flat_hash_map<FactKey, std::int32_t> counts;
  base::Status status;
  const auto add = [&](const JournalEntry& entry) {
    if (!status.ok() || !IsWanted(selection, entry) || !wanted.Holds(entry.dimensions)) return;
    const FactKey fact{.event = entry.event,
                       .day = entry.day,
                       .rest = {0, entry.dimensions, entry.entity, entry.entity2, entry.link},
                       .measures = entry.measures};
    counts[fact] += entry.sign;
    if (counts.size() > most) status = TooManyFacts(most);
  };
  for (const TableKey& key : TablesOf(selection)) {
    AL_RETURN_IF_ERROR(
        VisitEntries(*shared_->rows, key, *published_.tables.Find(key), entries, add));
    AL_RETURN_IF_ERROR(status);
  }
  std::vector<Fact> facts;
  for (const auto& [known, count] : counts) {
    const Fact fact = FactOf(selection.kind, known, shared_->dimensions);
    for (std::int32_t i = 0; i < count; ++i) facts.push_back(fact);
  }
  std::sort(facts.begin(), facts.end(), FactBefore);
  for (const Fact& fact : facts) sink(fact);
  return base::Status();
}

base::FiscalYearStart FactReader::FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                                    const KnownAt& known) const {
  return shared_->desk.FiscalYearStartOf(tenant, anchor, CutOf(known));
}

base::Currency FactReader::CurrencyOf(Symbol tenant, Symbol anchor, const KnownAt& known) const {
  return shared_->desk.CurrencyOf(tenant, anchor, CutOf(known));
}

base::Currency FactReader::CommonCurrency(Symbol tenant, const KnownAt& known) const {
  return shared_->desk.CommonCurrency(tenant, CutOf(known));
}

std::optional<PlaceSet> FactReader::PlacesOf(Symbol tenant, Symbol set,
                                             const KnownAt& known) const {
  return shared_->desk.PlacesOf(tenant, set, CutOf(known));
}

bool FactReader::Knows(Symbol tenant, NamedThing kind, Symbol thing) const {
  if (tenant == 0 || thing == 0) return false;
  if (shared_->desk.Registered(tenant, kind, thing)) return true;
  if (kind != NamedThing::kPlace) return false;
  const DimensionTable& dimensions = shared_->dimensions;
  for (std::uint32_t number = 1; number <= dimensions.size(); ++number) {
    const Dimensions& of_facts = dimensions[number];
    if (of_facts.tenant == tenant && of_facts.geography == thing) return true;
  }
  return false;
}

std::vector<base::Position> FactReader::AmendmentsOf(base::Position event,
                                                     const KnownAt& known) const {
  const Context& context = shared_->context;
  const base::MutexLock lock(context.mutex);
  return context.corrections.AllAmendmentsOf(event, CutOf(known));
}

std::vector<std::string> FactReader::EditionsUsed(const FactSelection& selection,
                                                  std::uint32_t flags) const {
  return shared_->desk.GeographiesIn(selection.tenant, PlacesBehind(selection.kind, flags),
                                     {selection.from, selection.to}, CutOf(selection.known));
}

}  // namespace anchorledger::projections
