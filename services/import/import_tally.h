// What an import has done so far, in numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "proto/base/status.h"
#include "services/import/row_mapper.h"
#include "services/import/row_problem.h"

namespace anchorledger::importing {

struct RowCounts {
  std::uint64_t read = 0;
  std::uint64_t created = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
  std::uint64_t skipped = 0;
  std::uint64_t vanished = 0;
  std::uint64_t voided = 0;
  std::uint64_t events = 0;
};

struct MoneyTotals {
  std::uint64_t payment_count = 0;
  std::int64_t payments_minor = 0;
  std::uint64_t credit_count = 0;
  std::int64_t credits_minor = 0;
  std::uint64_t unmatched_credit_count = 0;
  std::int64_t unmatched_credits_minor = 0;
  std::int64_t net_minor() const { return payments_minor - credits_minor; }
};

// Counts and sums of one pass over a file. Copyable, so that a watcher gets a state of its own.
class ImportTally {
 public:
  RowCounts counts;

  // Adds the money of a row that was accepted. OVERFLOW when a sum leaves its range.
  base::Status AddMoney(const MappedRow& row);
  // Takes it out again, because the row lost a race afterwards.
  base::Status SubtractMoney(const MappedRow& row);
  void AddRejection(const RowProblem& problem);
  // Forgets all events: they were checked only.
  void ForgetEvents() {
    events_.clear();
    counts.events = 0;
  }
  // Adds events by the number of their type.
  void AddEvents(const std::map<int, std::uint64_t>& events);

  const std::map<std::string, MoneyTotals>& totals() const { return totals_; }  // by currency
  const std::map<std::pair<std::string, std::string>, std::uint64_t>& rejections() const {
    return rejections_;  // by code and column
  }
  const std::map<std::string, std::uint64_t>& events() const { return events_; }  // by type

 private:
  base::Status Apply(const MappedRow& row, std::int64_t sign);

  std::map<std::string, MoneyTotals> totals_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> rejections_;
  std::map<std::string, std::uint64_t> events_;
};

}  // namespace anchorledger::importing
