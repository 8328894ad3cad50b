// Reads facts from a view, each kind and range of days once, and gives them to the columns that
// want them.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "proto/base/date.h"
#include "proto/base/status.h"
#include "services/metrics/columns.h"
#include "services/metrics/scope.h"
#include "services/projections/fact.h"

namespace anchorledger::metrics {

// For one query. Holds the single facts that columns point to, so it must outlive their Finish.
class Reader {
 public:
  explicit Reader(Scope* scope) : scope_(scope) {}

  // Notes what the columns want.
  void Want(Columns* columns);
  // Reads it all. After an error the columns are of no use.
  base::Status ReadAll();
  // The days from the first to the last fact of a kind that was read, whole months for sums;
  // nothing when there was none.
  std::optional<base::Period> DaysRead(projections::FactKind kind) const;

 private:
  // Who wants facts: a column of facts, or an input of a column of entities.
  struct Sink {
    FactColumn* facts = nullptr;
    EntityColumn* entities = nullptr;
    std::size_t input = 0;
    BaselineColumn* baselines = nullptr;

    bool Counts(const projections::Fact& sum) const {
      return facts != nullptr ? facts->Counts(sum) : entities->Counts(input, sum);
    }
  };
  enum class Mode { kSums, kSumsByEntity, kFacts };
  // The last one: facts that do not pass the filter have no influence.
  using Key = std::tuple<Mode, projections::FactKind, base::Date, base::Date, bool>;

  void WantFold(const FactFold& fold, bool by_entity, Sink sink);
  base::Status ReadSums(const Key& key, const std::vector<Sink>& sinks);
  // Sums of an anchor whose fiscal years begin inside a month, span by span.
  base::Status ReadSumsBySpan(const Key& key, projections::Symbol anchor,
                              const std::vector<Sink>& sinks);
  base::Status ReadFacts(const Key& key, const std::vector<Sink>& sinks);
  static bool LeavesOutOthers(const Sink& sink);
  bool IsBesideThePoint(const Key& key, const std::vector<Sink>& sinks) const;
  projections::FactSelection Selected(const Key& key, base::Period days,
                                      const std::vector<Sink>& sinks) const;
  base::Status Scan(Mode mode, const projections::FactSelection& selection,
                    const projections::FactSink& sink) const;
  // Places a sum, in this span if there is one, and gives it to the sinks for which it counts.
  void Give(const projections::Fact& sum, std::optional<int> span, const std::vector<Sink>& sinks);

  void Note(projections::FactKind kind, base::Period days);

  Scope* scope_;
  std::map<projections::FactKind, base::Period> days_read_;
  std::map<Key, std::vector<Sink>> wanted_;
  std::deque<std::vector<projections::Fact>> facts_;
};

}  // namespace anchorledger::metrics
