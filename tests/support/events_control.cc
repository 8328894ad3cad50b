#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/hash.h"
#include "tests/support/event_words.h"
#include "tests/support/events.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

std::string Digest(Text text) { return std::string(base::AsBytes(base::Sha256(text))); }

}  // namespace

Draft HousingUnitsReported(Text deal, Text stage, Text tenure, Count units, Count affordable,
                           Count permanently_affordable, Text on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_housing_units_reported();
  event->set_deal_id(std::string(deal));
  event->set_stage(Word<pb::HousingStage>(stage));
  event->set_tenure(Word<pb::HousingTenure>(tenure));
  event->set_units(units);
  event->set_affordable_units(affordable);
  event->mutable_ami_band_units()->set_unknown(units);
  event->set_permanently_affordable_units(permanently_affordable);
  event->set_community_controlled(true);
  const bool lost = event->stage() == pb::HOUSING_STAGE_LOST;
  if (lost) event->set_loss_reason(pb::HOUSING_LOSS_REASON_OTHER);
  const bool projected = event->stage() == pb::HOUSING_STAGE_PROJECTED;
  return Draft(std::move(payload))
      .On(on)
      .WithBasis(projected ? pb::BASIS_PROJECTED : pb::BASIS_ACTUAL);
}

Draft JobsReported(Text org, Text as_of, Count fte_x100_total) {
  pb::EventPayload payload;
  auto* event = payload.mutable_jobs_reported();
  event->set_org_id(std::string(org));
  Assign(event->mutable_as_of(), as_of);
  event->set_fte_x100_total(fte_x100_total);
  return Draft(std::move(payload));
}

Draft PartnerReportDue(Text report, Text due_on, Text partner, Count reminder_no) {
  pb::EventPayload payload;
  auto* event = payload.mutable_partner_report_due();
  event->set_report_id(std::string(report));
  event->set_partner_id(std::string(partner));
  event->set_report_kind("quarterly");
  const base::Date due = Day(due_on);
  event->mutable_period()->mutable_from()->set_days(due.PlusDays(-120).days);
  event->mutable_period()->mutable_to()->set_days(due.PlusDays(-30).days);
  Assign(event->mutable_due_on(), due_on);
  event->set_reminder_no(static_cast<std::int32_t>(reminder_no));
  return Draft(std::move(payload));
}

Draft PartnerReportReceived(Text report, Text received_on) {
  pb::EventPayload payload;
  auto* event = payload.mutable_partner_report_received();
  event->set_report_id(std::string(report));
  Assign(event->mutable_received_on(), received_on);
  event->set_nil(false);
  return Draft(std::move(payload));
}

Draft EventAmended(std::uint64_t target, const std::vector<Change>& changes) {
  pb::EventPayload payload;
  auto* event = payload.mutable_event_amended();
  event->set_target_position(target);
  for (const Change& change : changes) {
    auto* field_change = event->add_field_changes();
    field_change->set_path(change.path);
    if (change.new_json.empty()) {
      field_change->mutable_new_absent();
    } else {
      field_change->set_new_json(change.new_json);
    }
  }
  event->set_reason(pb::AMEND_REASON_TYPO);
  return Draft(std::move(payload)).By(pb::ROLE_STW);
}

Draft EventVoided(std::uint64_t target) {
  pb::EventPayload payload;
  auto* event = payload.mutable_event_voided();
  event->set_target_position(target);
  event->set_reason(pb::VOID_REASON_NOT_REAL);
  return Draft(std::move(payload)).By(pb::ROLE_STW);
}

Draft PeriodClosed(Text anchor, Text from, Text to, bool hard) {
  pb::EventPayload payload;
  auto* event = payload.mutable_period_closed();
  Assign(event->mutable_period(), from, to);
  event->set_hard(hard);
  return Draft(std::move(payload)).Anchor(anchor).On(to);
}

Draft PeriodReopened(Text anchor, Text from, Text to) {
  pb::EventPayload payload;
  auto* event = payload.mutable_period_reopened();
  Assign(event->mutable_period(), from, to);
  event->set_reason("restatement");
  return Draft(std::move(payload)).Anchor(anchor).On(to);
}

Draft ImportProfileSaved(Text name, Text json) {
  pb::EventPayload payload;
  auto* event = payload.mutable_import_profile_saved();
  event->set_profile_name(std::string(name));
  event->set_profile_json(std::string(json));
  event->set_profile_sha256(Digest(json));
  return Draft(std::move(payload)).On("2020-01-01");
}

Draft ImportBatchRecorded(Text batch, Text state) {
  pb::EventPayload payload;
  auto* event = payload.mutable_import_batch_recorded();
  event->set_batch_id(std::string(batch));
  event->set_state(Word<pb::ImportBatchState>(state));
  event->set_import_kind("purchases");
  event->set_profile_sha256(Digest("{}"));
  event->set_source("ledger");
  event->set_file_sha256(Digest("file"));
  event->set_file_bytes(4);
  if (event->state() == pb::IMPORT_BATCH_STATE_FINISHED) {
    auto* rows = event->mutable_rows();
    rows->set_read(0);
    rows->set_created(0);
    rows->set_updated(0);
    rows->set_unchanged(0);
    rows->set_rejected(0);
    rows->set_vanished(0);
    rows->set_voided(0);
  }
  return Draft(std::move(payload)).On("2020-01-01");
}

Draft ImportBatchUndone(Text batch, Count voided) {
  pb::EventPayload payload;
  auto* event = payload.mutable_import_batch_undone();
  event->set_batch_id(std::string(batch));
  event->set_voided_count(voided);
  event->set_restored_count(0);
  return Draft(std::move(payload)).On("2020-01-01");
}

std::string Json(base::Date day) { return "{\"days\":" + std::to_string(day.days) + "}"; }

std::string Json(base::Money money) {
  return "{\"minor\":\"" + std::to_string(money.minor) + "\",\"currency\":\"" +
         std::string(money.currency.code()) + "\"}";
}

std::string JsonText(Text text) { return "\"" + std::string(text) + "\""; }

std::string JsonNumber(Count number) { return "\"" + std::to_string(number) + "\""; }

}  // namespace anchorledger::testing
