// The read side of the facts: one consistent view at one log position. The metric engine sees
// facts only through this interface; tests implement it over a plain vector (vector_view.h).
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/status.h"
#include "proto/base/strong_id.h"
#include "services/projections/fact.h"

namespace anchorledger::projections {

// The cut-off on recorded time: nothing, the end of a UTC day, or an exact position. With both,
// the earlier of the two.
struct KnownAt {
  std::optional<base::Date> day;           // known_on, inclusive
  std::optional<base::Position> position;  // known_position, exact
};

// What a read may cost whoever asks.
struct ReadBounds {
  // Asked every few entries; what it fails with ends the read.
  std::function<base::Status()> alive;
  // Single facts that one call of Facts may find; more are MESSAGE_TOO_LARGE.
  std::size_t facts_max = std::numeric_limits<std::size_t>::max();
};

// Which facts are wanted.
struct FactSelection {
  FactKind kind = FactKind::kNone;
  Symbol tenant = 0;
  std::vector<Symbol> anchors;  // empty = all of the tenant, also facts without an anchor
  base::Date from;              // first day, inclusive
  base::Date to;                // last day, inclusive
  KnownAt known;
  // Of Sums: partner and geography do not matter and come as 0. There are far fewer such sums, but
  // one may come in parts.
  bool rolled_up = false;
  // Of SumsByEntity and Facts, rising: nothing but these entities is wanted, though more may come;
  // empty = all of them.
  std::vector<Symbol> entities;
  // Nothing but facts with such dimensions is wanted, though more may come; null = all. Tables of
  // anchors that have none are not read.
  std::function<bool(const Dimensions&)> wanted = nullptr;
  // Must outlive the call; null = none.
  const ReadBounds* bounds = nullptr;
};

// Things that a question can name. A place is "scheme:code".
enum class NamedThing : std::uint8_t {
  kAnchor,
  kPartner,
  kPartnership,
  kPlace,
  kSupplier,
  kInvestment
};

// A set of places with a name (GeographyDefined).
struct PlaceSet {
  std::string edition;         // "geography/<id>@<position>"
  std::vector<Symbol> places;  // "scheme:code" each
};

// Receives a fact, or the sum of facts that are alike in all dimensions and fall in one month. For
// a sum, effective_on is the first day of the month (or of the window, where the window starts
// inside the month), position is 0, and the entities are 0 unless sums by entity were asked for.
// Sums whose measures are all zero are left out.
using FactSink = std::function<void(const Fact&)>;

// A view is cheap to take, answers for one position however long it is held, and may be used from
// any thread. Symbols belong to the view: do not keep them beyond it.
class FactView {
 public:
  virtual ~FactView() = default;

  // The log position that every answer of this view is true for.
  virtual base::Position position() const = 0;

  // Facts summed by dimensions and month. Only for kinds kept as cells (KindSchema::cells). Whole
  // months come from the cells; the days of months that the window cuts come from the journal. With
  // a cut-off in the past, the changes since then are subtracted. In no particular order.
  virtual base::Status Sums(const FactSelection& selection, const FactSink& sink) const = 0;

  // The same sums kept apart by entity, entity2 and link (suppliers paid, loans active, deals).
  // Any kind. Costs the journal entries of the window.
  virtual base::Status SumsByEntity(const FactSelection& selection, const FactSink& sink) const = 0;

  // Single facts, each with its event's position, ordered by effective_on, then position. Any
  // kind. One event may stand for several facts. Costs the journal entries of the window.
  virtual base::Status Facts(const FactSelection& selection, const FactSink& sink) const = 0;

  // The symbol of a text; 0 when it was never seen. Texts are not scoped by tenant: facts are.
  virtual Symbol Find(std::string_view text) const = 0;
  // The text of a symbol; "" for 0. Valid as long as the view.
  virtual std::string_view Text(Symbol symbol) const = 0;

  // The first day of the anchor's fiscal year; January 1 when unknown.
  virtual base::FiscalYearStart FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                                  const KnownAt& known) const = 0;
  // The anchor's currency; empty when unknown.
  virtual base::Currency CurrencyOf(Symbol tenant, Symbol anchor, const KnownAt& known) const = 0;
  // The currency that all anchors of the tenant keep their books in; empty when they differ.
  virtual base::Currency CommonCurrency(Symbol tenant, const KnownAt& known) const = 0;

  // The set of places with this id, as it is in force at the cut-off; nothing when none is. On
  // which days it is valid is not asked: whoever names a set means its places.
  virtual std::optional<PlaceSet> PlacesOf(Symbol tenant, Symbol set,
                                           const KnownAt& known) const = 0;

  // Whether the tenant has ever registered the thing or, of a place, named it; whatever was known
  // at a cut-off, and also when nothing is in force any more.
  virtual bool Knows(Symbol tenant, NamedThing kind, Symbol thing) const = 0;

  // The amendments that made the event what it is at the cut-off, those of amendments too, rising;
  // empty for one that stands as it was recorded.
  virtual std::vector<base::Position> AmendmentsOf(base::Position event,
                                                   const KnownAt& known) const = 0;

  // The definitions of places that decide any of these flags for facts of the selection, in force
  // on some of its days: as "geography/<id>@<position>", sorted. Other reference data decides no
  // fact of this edition.
  virtual std::vector<std::string> EditionsUsed(const FactSelection& selection,
                                                std::uint32_t flags) const = 0;
};

}  // namespace anchorledger::projections
