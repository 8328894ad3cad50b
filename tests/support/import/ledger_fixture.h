// A ledger in memory for tests of the import: the real log interface, cache and rules, with indexes
// that are read from the log at every question.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/mutex.h"
#include "proto/runtime/clock.h"
#include "services/append/append_command.h"
#include "services/append/bulk_appender.h"
#include "services/append/lookups.h"
#include "services/append/stream_cache.h"
#include "services/domain/recorded_event.h"
#include "services/import/batch_index.h"
#include "services/import/import_job.h"
#include "storage/log/memory_log.h"

namespace anchorledger::testing {

// Names and references by reading the log as far as it was not read yet. Threads: any.
class LogLookups final : public append::Lookups, public importing::EventFinder {
 public:
  explicit LogLookups(const storage::EventLog& log) : log_(log) {}

  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                    domain::NameIndex index,
                                                    std::string_view key) const override;
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId& tenant,
                                                        const base::StreamId& stream,
                                                        size_t limit) const override;
  const domain::MetricShape* FindMetric(std::string_view) const override { return nullptr; }
  base::StatusOr<std::vector<base::Position>> OfType(const base::TenantId& tenant,
                                                     int event_type) const override;
  base::StatusOr<std::vector<base::Position>> OfBatch(const base::TenantId& tenant,
                                                      std::string_view batch_id) const override;

 private:
  void CatchUp() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const storage::EventLog& log_;
  mutable base::Mutex mutex_;
  mutable base::Position read_ ABSL_GUARDED_BY(mutex_);
  mutable std::map<std::string, std::vector<base::StreamId>> names_ ABSL_GUARDED_BY(mutex_);
  mutable std::map<std::string, std::vector<base::Position>> referrers_ ABSL_GUARDED_BY(mutex_);
  mutable std::map<std::string, std::vector<base::Position>> types_ ABSL_GUARDED_BY(mutex_);
  mutable std::map<std::string, std::vector<base::Position>> batches_ ABSL_GUARDED_BY(mutex_);
};

class LedgerFixture {
 public:
  LedgerFixture();

  importing::ImportLedger ledger() { return {*log, cache, lookups, lookups, clock}; }
  // An actor of the tenant that may record everything.
  append::Actor Actor() const;

  // Appends events given as text format of EventPayload, all or none; the header has the anchor and
  // the day where the event has no date of its own.
  base::Status Append(const std::vector<std::string>& payloads,
                      const std::string& effective_on = "2020-01-01");

  // All events of the tenant in the order of the log.
  std::vector<domain::RecordedEvent> Events() const;
  // Those of a type, by name, also voided ones.
  std::vector<domain::RecordedEvent> EventsOf(std::string_view type) const;
  base::Position head() const { return log->Head().position; }

  // Net purchases in force in minor units, over all events; and the part of suppliers in a class.
  std::int64_t NetMinor();
  std::int64_t NetMinorOfClass(std::string_view supplier_class);

  runtime::ManualClock clock;
  std::unique_ptr<storage::EventLog> log;
  LogLookups lookups;
  append::StreamCache cache;
  const base::TenantId tenant{"test"};
  static constexpr std::string_view kAnchor = "hospital";

 private:
  std::int64_t Net(std::string_view supplier_class);
  int requests_ = 0;
};

}  // namespace anchorledger::testing
