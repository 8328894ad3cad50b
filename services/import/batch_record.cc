#include "services/import/batch_record.h"

#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

void SetMoney(std::int64_t minor, const std::string& currency, pb::Money& money) {
  money.set_minor(minor);
  money.set_currency(currency);
}

void SetTotals(const std::string& currency, const MoneyTotals& from, pb::ImportTotals& to) {
  to.set_payment_count(static_cast<std::int64_t>(from.payment_count));
  SetMoney(from.payments_minor, currency, *to.mutable_payments());
  to.set_credit_count(static_cast<std::int64_t>(from.credit_count));
  SetMoney(from.credits_minor, currency, *to.mutable_credits());
  to.set_unmatched_credit_count(static_cast<std::int64_t>(from.unmatched_credit_count));
  SetMoney(from.unmatched_credits_minor, currency, *to.mutable_unmatched_credits());
}

void SetCounts(const RowCounts& from, pb::ImportRowCounts& to) {
  to.set_read(static_cast<std::int64_t>(from.read));
  to.set_created(static_cast<std::int64_t>(from.created));
  to.set_updated(static_cast<std::int64_t>(from.updated));
  to.set_unchanged(static_cast<std::int64_t>(from.unchanged));
  to.set_rejected(static_cast<std::int64_t>(from.rejected));
  to.set_vanished(static_cast<std::int64_t>(from.vanished));
  to.set_voided(static_cast<std::int64_t>(from.voided));
}

// What the record says from the start.
void DescribeFile(const ImportJob& job, pb::ImportBatchRecorded& record) {
  record.set_batch_id(job.import_id);
  record.set_import_kind(job.profile->name);
  if (job.profile_is_kept) record.set_profile_name(job.profile->name);
  record.set_profile_sha256(std::string(base::AsBytes(job.profile->digest)));
  record.set_source(job.parameters.source);
  if (job.parameters.period.has_value()) {
    pb::Period& period = *record.mutable_declared_period();
    period.mutable_from()->set_days(job.parameters.period->from.days);
    period.mutable_to()->set_days(job.parameters.period->to.days);
  }
  record.set_file_name(job.file.file_name);
  record.set_file_sha256(std::string(base::AsBytes(job.file.sha256)));
  record.set_file_bytes(static_cast<std::int64_t>(job.file.size));
}

}  // namespace

append::BulkEvent MakeBatchRecord(const ImportJob& job, base::Date today) {
  auto payload = std::make_shared<pb::EventPayload>();
  pb::ImportBatchRecorded& record = *payload->mutable_import_batch_recorded();
  DescribeFile(job, record);
  record.set_state(pb::IMPORT_BATCH_STATE_STARTED);
  append::BulkEvent event;
  event.header = std::make_shared<pb::EventHeader>();
  event.header->mutable_effective_on()->set_days(today.days);
  event.header->set_anchor_id(job.parameters.anchor_id);
  event.payload = std::move(payload);
  event.keep = true;  // a dry run stands on it, too
  return event;
}

void DescribeResult(const ImportTally& tally, base::Position first, base::Position last,
                    pb::ImportBatchRecorded& record) {
  record.set_state(pb::IMPORT_BATCH_STATE_FINISHED);
  SetCounts(tally.counts, *record.mutable_rows());
  record.set_events_count(static_cast<std::int64_t>(tally.counts.events));
  if (first.value() != 0) {
    record.set_first_position(first.value());
    record.set_last_position(last.value());
  }
  if (tally.totals().size() != 1) return;
  const auto& [currency, totals] = *tally.totals().begin();
  SetTotals(currency, totals, *record.mutable_totals());
  SetMoney(totals.net_minor(), currency, *record.mutable_amount_total());
}

}  // namespace anchorledger::importing
