// The view of the metrics projection: cells in memory, journal blocks from the store.
#pragma once

#include <memory>
#include <vector>

#include "services/projections/context.h"
#include "services/projections/dimension_table.h"
#include "services/projections/fact_sums.h"
#include "services/projections/fact_tables.h"
#include "services/projections/fact_view.h"
#include "services/projections/journal_reader.h"
#include "services/projections/reference_desk.h"
#include "services/projections/row_store.h"
#include "services/projections/symbols.h"

namespace anchorledger::projections {

// What readers and follower share for the life of one projection: all of it may be read while the
// follower adds to it.
struct SharedState {
  SymbolTable symbols;
  DimensionTable dimensions;
  ReferenceDesk desk;
  Context context;  // read under its mutex
  std::unique_ptr<RowStore> rows;
};

// The last position recorded on a UTC day.
struct DayEnd {
  base::Date day;
  base::Position last;
};

// What changes with each commit.
struct Published {
  base::Position position;
  FactTables tables;
  Cow<std::vector<DayEnd>> days;  // rising
};

// A FactView at one position. Cost of a call: Sums reads the cells of the whole months, and journal
// entries of the months that the window cuts or, for a cut-off in the past, those recorded after
// it; rolled up there are far fewer cells. The others read the journal blocks that overlap the
// window.
class FactReader final : public FactView {
 public:
  FactReader(std::shared_ptr<const SharedState> shared, Published published)
      : shared_(std::move(shared)), published_(std::move(published)) {}

  base::Position position() const override { return published_.position; }
  base::Status Sums(const FactSelection& selection, const FactSink& sink) const override;
  base::Status SumsByEntity(const FactSelection& selection, const FactSink& sink) const override;
  base::Status Facts(const FactSelection& selection, const FactSink& sink) const override;
  Symbol Find(std::string_view text) const override { return shared_->symbols.Find(text); }
  std::string_view Text(Symbol symbol) const override { return shared_->symbols.Text(symbol); }
  base::FiscalYearStart FiscalYearStartOf(Symbol tenant, Symbol anchor,
                                          const KnownAt& known) const override;
  base::Currency CurrencyOf(Symbol tenant, Symbol anchor, const KnownAt& known) const override;
  base::Currency CommonCurrency(Symbol tenant, const KnownAt& known) const override;
  std::optional<PlaceSet> PlacesOf(Symbol tenant, Symbol set, const KnownAt& known) const override;
  // Costs a pass over all combinations of dimensions for a place that nothing but facts names.
  bool Knows(Symbol tenant, NamedThing kind, Symbol thing) const override;
  std::vector<base::Position> AmendmentsOf(base::Position event,
                                           const KnownAt& known) const override;
  std::vector<std::string> EditionsUsed(const FactSelection& selection,
                                        std::uint32_t flags) const override;

  // The last position that counts for the cut-off.
  base::Position CutOf(const KnownAt& known) const;

 private:
  std::vector<TableKey> TablesOf(const FactSelection& selection) const;
  base::Status SumTable(const TableKey& key, const FactSelection& selection, base::Position cut,
                        const FactSink& sink) const;
  // Adds sign x the wanted entries of the table to the sums, but those of some months.
  base::Status AddEntries(const TableKey& key, const EntrySelection& wanted, std::int64_t sign,
                          const std::vector<base::Period>& but_months, const SumEmitter& emit,
                          SumMap& sums) const;

  const std::shared_ptr<const SharedState> shared_;
  const Published published_;
};

}  // namespace anchorledger::projections
