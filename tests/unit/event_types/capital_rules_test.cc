// The rules between the fields of one event of the investing, outcomes and control groups: each
// broken in each way, beside what is still valid.
#include <catch2/catch.hpp>

#include "tests/unit/event_types/checking.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;
using Payload = pb::EventPayload;

TEST_CASE("place-based capital comes from free pools and is deployed within five years") {
  const auto allocated = [](pb::CapitalPool pool, bool counts, int deploy_days) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_capital_allocated();
      event.set_pool(pool);
      event.set_counts_for_pbi(counts);
      event.mutable_deploy_by()->set_days(c.header.effective_on().days() + deploy_days);
    };
  };
  constexpr int kFiveYears = 5 * 365 + 1;
  CheckRows(Payload::kCapitalAllocated,
            {{"reserves", allocated(pb::CAPITAL_POOL_RESERVES, true, kFiveYears), ""},
             {"operating", allocated(pb::CAPITAL_POOL_OPERATING, true, 0), ""},
             {"too long", allocated(pb::CAPITAL_POOL_RESERVES, true, kFiveYears + 1), "deploy_by"},
             {"wrong pool", allocated(pb::CAPITAL_POOL_DON, true, 0), "counts_for_pbi"},
             {"other money", allocated(pb::CAPITAL_POOL_DON, false, 5'000), ""}});
}

TEST_CASE("a commitment has the terms of its instrument") {
  const auto committed = [](pb::Instrument instrument, auto change) {
    return [=](Checked& c) {
      auto& event = *c.payload.mutable_investment_committed();
      event.set_instrument(instrument);
      auto& terms = *event.mutable_terms();
      terms.clear_schedule();
      terms.set_amort(pb::AMORTISATION_BULLET);
      change(event, terms);
    };
  };
  const auto same = [](auto&, auto&) {};
  const auto no_terms = [](auto& event, auto&) { event.clear_terms(); };
  const auto with = [](auto setter) { return [=](auto&, auto& terms) { setter(terms); }; };
  const auto only = [](auto setter) {
    return [=](auto&, auto& terms) {
      terms.Clear();
      setter(terms);
    };
  };
  const auto loan = pb::INSTRUMENT_LOAN;
  const auto grant = pb::INSTRUMENT_GRANT;
  CheckRows(
      Payload::kInvestmentCommitted,
      {{"loan", committed(loan, same), ""},
       {"interest-free loan", committed(loan, with([](auto& t) { t.set_rate_bp(0); })), ""},
       {"no terms", committed(pb::INSTRUMENT_EQ2, no_terms), "terms.rate_bp"},
       {"no rate", committed(loan, with([](auto& t) { t.clear_rate_bp(); })), "terms.rate_bp"},
       {"no rate kind", committed(loan, with([](auto& t) { t.clear_rate_kind(); })),
        "terms.rate_kind"},
       {"no term", committed(loan, with([](auto& t) { t.clear_term_months(); })),
        "terms.term_months"},
       {"no amort", committed(loan, with([](auto& t) { t.clear_amort(); })), "terms.amort"},
       {"usury", committed(loan, with([](auto& t) { t.set_rate_bp(3'001); })), "terms.rate_bp"},
       {"grace beyond term", committed(loan, with([](auto& t) {
                                         t.set_term_months(12);
                                         t.set_grace_months(13);
                                       })),
        "terms.grace_months"},
       {"grant", committed(grant, no_terms), ""},
       {"grant with rate", committed(grant, only([](auto& t) { t.set_rate_bp(0); })),
        "terms.rate_bp"},
       {"grant with rate kind",
        committed(grant, only([](auto& t) { t.set_rate_kind(pb::RATE_KIND_FIXED); })),
        "terms.rate_kind"},
       {"grant with term", committed(grant, only([](auto& t) { t.set_term_months(12); })),
        "terms.term_months"},
       {"grant with amort",
        committed(grant, only([](auto& t) { t.set_amort(pb::AMORTISATION_BULLET); })),
        "terms.amort"},
       {"guarantee", committed(pb::INSTRUMENT_GUARANTEE, no_terms), ""},
       {"forgivable", committed(pb::INSTRUMENT_FORGIVABLE_LOAN, same), ""},
       {"forgivable without conditions",
        committed(pb::INSTRUMENT_FORGIVABLE_LOAN,
                  with([](auto& t) { t.clear_forgiveness_conditions(); })),
        "terms.forgiveness_conditions"}});
}

TEST_CASE("a custom loan has a schedule within its amount and after its commitment") {
  const auto scheduled = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_investment_committed(), c.header); };
  };
  CheckRows(
      Payload::kInvestmentCommitted,
      {{"in two parts", scheduled([](auto& event, auto&) {
          auto& schedule = *event.mutable_terms()->mutable_schedule();
          schedule[0].mutable_principal()->set_minor(event.amount().minor() - 1);
          *schedule.Add() = schedule[0];
          schedule[1].mutable_due_on()->set_days(schedule[0].due_on().days() + 1);
          schedule[1].mutable_principal()->set_minor(1);
        }),
        ""},
       {"above the amount", scheduled([](auto& event, auto&) {
          event.mutable_amount()->set_minor(event.amount().minor() - 1);
        }),
        "terms.schedule[0].principal"},
       {"before the commitment", scheduled([](auto& event, auto& header) {
          event.mutable_terms()->mutable_schedule(0)->mutable_due_on()->set_days(
              header.effective_on().days() - 1);
        }),
        "terms.schedule[0].due_on"},
       {"two on one day", scheduled([](auto& event, auto&) {
          auto& schedule = *event.mutable_terms()->mutable_schedule();
          *schedule.Add() = schedule[0];
          schedule[1].mutable_principal()->set_minor(0);
        }),
        "terms.schedule[1]"},
       {"none", scheduled([](auto& event, auto&) { event.mutable_terms()->clear_schedule(); }),
        "terms.schedule"},
       {"beside bullet", scheduled([](auto& event, auto&) {
          event.mutable_terms()->set_amort(pb::AMORTISATION_BULLET);
        }),
        "terms.schedule"}});
}

TEST_CASE("money that moves under a loan is more than nothing") {
  const auto nothing = [](auto& event) {
    event.mutable_principal()->set_minor(0);
    event.mutable_interest()->set_minor(0);
  };
  CheckRows(Payload::kLoanRepaymentReceived,
            {{"fees alone",
              [=](Checked& c) { nothing(*c.payload.mutable_loan_repayment_received()); }, ""},
             {"nothing",
              [=](Checked& c) {
                nothing(*c.payload.mutable_loan_repayment_received());
                c.payload.mutable_loan_repayment_received()->mutable_fees()->set_minor(0);
              },
              "principal"}});
  CheckRows(
      Payload::kLoanForgiven,
      {{"nothing", [=](Checked& c) { nothing(*c.payload.mutable_loan_forgiven()); }, "principal"}});
  CheckRows(
      Payload::kLoanWrittenOff,
      {{"interest alone",
        [](Checked& c) { c.payload.mutable_loan_written_off()->mutable_principal()->set_minor(0); },
        ""},
       {"nothing", [=](Checked& c) { nothing(*c.payload.mutable_loan_written_off()); },
        "principal"}});
  CheckRows(Payload::kLoanInterestAccrued,
            {{"interest that is paid",
              [](Checked& c) { c.payload.mutable_loan_interest_accrued()->set_capitalised(false); },
              "capitalised"}});
}

TEST_CASE("a modification changes something and keeps schedule and terms in step") {
  const auto modified = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_loan_terms_modified()->mutable_changes()); };
  };
  CheckRows(Payload::kLoanTermsModified,
            {{"nothing", modified([](auto& t) { t.Clear(); }), "changes"},
             {"rate only", modified([](auto& t) {
                t.Clear();
                t.set_rate_bp(350);
              }),
              ""},
             {"another schedule", modified([](auto& t) { t.clear_amort(); }), ""},
             {"custom without schedule", modified([](auto& t) { t.clear_schedule(); }),
              "changes.schedule"},
             {"level with schedule", modified([](auto& t) { t.set_amort(pb::AMORTISATION_LEVEL); }),
              "changes.schedule"},
             {"grace beyond term", modified([](auto& t) {
                t.set_term_months(3);
                t.set_grace_months(4);
              }),
              "changes.grace_months"}});
}

TEST_CASE("a deposit matures after it was placed and makes another investment possible") {
  CheckRows(
      Payload::kDepositPlaced,
      {{"on demand", [](Checked& c) { c.payload.mutable_deposit_placed()->clear_maturity(); }, ""},
       {"matured before",
        [](Checked& c) {
          c.payload.mutable_deposit_placed()->mutable_maturity()->set_days(
              c.header.effective_on().days() - 1);
        },
        "maturity"},
       {"linked to itself",
        [](Checked& c) {
          c.payload.mutable_deposit_placed()->set_linked_loan_id(
              c.payload.deposit_placed().investment_id());
        },
        "linked_loan_id"}});
  CheckRows(Payload::kDepositWithdrawn,
            {{"linked to itself",
              [](Checked& c) {
                c.payload.mutable_deposit_withdrawn()->set_linked_loan_id(
                    c.payload.deposit_withdrawn().investment_id());
              },
              "linked_loan_id"}});
}

TEST_CASE("homes add up by band and are projected exactly when the event is") {
  const auto homes = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_housing_units_reported(), c.header); };
  };
  const auto lost = [](auto& h, auto& header) {
    h.set_stage(pb::HOUSING_STAGE_LOST);
    header.set_basis(pb::BASIS_ACTUAL);
  };
  CheckRows(
      Payload::kHousingUnitsReported,
      {{"of a partner", homes([](auto& h, auto&) { h.clear_deal_id(); }), ""},
       {"of nobody", homes([](auto& h, auto&) {
          h.clear_deal_id();
          h.clear_partner_id();
        }),
        "deal_id"},
       {"projected, actual", homes([](auto&, auto& header) { header.set_basis(pb::BASIS_ACTUAL); }),
        "stage"},
       {"completed, projected",
        homes([](auto& h, auto&) { h.set_stage(pb::HOUSING_STAGE_COMPLETED); }), "stage"},
       {"completed, actual", homes([](auto& h, auto& header) {
          h.set_stage(pb::HOUSING_STAGE_COMPLETED);
          header.set_basis(pb::BASIS_ACTUAL);
        }),
        ""},
       {"too many affordable", homes([](auto& h, auto&) { h.set_affordable_units(71); }),
        "affordable_units"},
       {"too many for good", homes([](auto& h, auto&) { h.set_permanently_affordable_units(61); }),
        "permanently_affordable_units"},
       {"bands too low", homes([](auto& h, auto&) { h.mutable_ami_band_units()->clear_market(); }),
        "ami_band_units"},
       {"bands too high", homes([](auto& h, auto&) { h.mutable_ami_band_units()->set_market(11); }),
        "ami_band_units"},
       {"lost without reason", homes(lost), "loss_reason"},
       {"lost", homes([=](auto& h, auto& header) {
          lost(h, header);
          h.set_loss_reason(pb::HOUSING_LOSS_REASON_FORECLOSURE);
        }),
        ""},
       {"a reason without loss",
        homes([](auto& h, auto&) { h.set_loss_reason(pb::HOUSING_LOSS_REASON_FORECLOSURE); }),
        "loss_reason"}});
}

TEST_CASE("parts of the jobs are within the jobs") {
  const auto jobs = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_jobs_reported()); };
  };
  CheckRows(Payload::kJobsReported,
            {{"a start-up", jobs([](auto& j) {
                for (const int number : {4, 5, 6, 7, 8, 9}) {
                  j.GetReflection()->ClearField(&j, j.GetDescriptor()->FindFieldByNumber(number));
                }
                j.set_fte_x100_total(0);
              }),
              ""},
             {"low income", jobs([](auto& j) { j.set_fte_x100_low_income_area(981); }),
              "fte_x100_low_income_area"},
             {"living wage", jobs([](auto& j) { j.set_fte_x100_at_living_wage(981); }),
              "fte_x100_at_living_wage"},
             {"moved", jobs([](auto& j) { j.set_fte_x100_transferred_in(981); }),
              "fte_x100_transferred_in"},
             {"moved, low income", jobs([](auto& j) { j.set_fte_x100_transferred_in(1); }),
              "fte_x100_transferred_in_low_income_area"}});
}

TEST_CASE("an amendment names fields that may change, with canonical old and new values") {
  const auto change = [](auto edit) {
    return [=](Checked& c) { edit(*c.payload.mutable_event_amended()->mutable_field_changes(0)); };
  };
  const auto target = [](int type) {
    return [=](Checked& c) {
      c.payload.mutable_event_amended()->set_target_event_type(static_cast<unsigned>(type));
    };
  };
  CheckRows(
      Payload::kEventAmended,
      {{"header date", change([](auto& f) {
          f.set_path("header.effective_on");
          f.set_old_json(R"({"days":1})");
          f.set_new_json(R"({"days":2})");
        }),
        ""},
       {"becomes unset", change([](auto& f) {
          f.set_path("contract_id");
          f.set_old_json("\"c\"");
          f.mutable_new_absent();
        }),
        ""},
       {"unknown path", change([](auto& f) { f.set_path("amount.major"); }),
        "field_changes[0].path"},
       {"fixed path", change([](auto& f) {
          f.set_path("purchase_id");
          f.set_old_json("\"a\"");
          f.set_new_json("\"b\"");
        }),
        "field_changes[0].path"},
       {"server's path", change([](auto& f) { f.set_path("header.actor_ref"); }),
        "field_changes[0].path"},
       {"no old value", change([](auto& f) { f.clear_old_value(); }), "field_changes[0].old_json"},
       {"no new value", change([](auto& f) { f.clear_new_value(); }), "field_changes[0].new_json"},
       {"no change", change([](auto& f) { f.set_new_json("\"100\""); }),
        "field_changes[0].new_json"},
       {"absent twice", change([](auto& f) {
          f.mutable_old_absent();
          f.mutable_new_absent();
        }),
        "field_changes[0].new_json"},
       {"number without quotes", change([](auto& f) { f.set_new_json("101"); }),
        "field_changes[0].new_json"},
       {"no number", change([](auto& f) { f.set_old_json("\"many\""); }),
        "field_changes[0].old_json"},
       {"of an amendment", target(Payload::kEventAmended), "target_event_type"},
       {"of a void", target(Payload::kEventVoided), "target_event_type"}});
  Checked unknown(Payload::kEventAmended);
  unknown.payload.mutable_event_amended()->set_target_event_type(902);
  CHECK(Has(unknown.Violations(), "e.event_amended.target_event_type",
            base::ErrorReason::kFieldUnknown));
}

TEST_CASE("the changes of an amendment do not lie inside each other") {
  Checked checked(Payload::kEventAmended);
  auto& changes = *checked.payload.mutable_event_amended()->mutable_field_changes();
  changes[0].set_path("amount");
  changes[0].set_old_json(R"({"minor":"1","currency":"USD"})");
  changes[0].set_new_json(R"({"minor":"2","currency":"USD"})");
  CHECK(checked.Violations().empty());
  pb::FieldChange& inner = *changes.Add();
  inner.set_path("amount.minor");
  inner.set_old_json("\"1\"");
  inner.set_new_json("\"2\"");
  CHECK(Has(checked.Violations(), "e.event_amended.field_changes[1].path"));
  changes.SwapElements(0, 1);
  CHECK(Has(checked.Violations(), "e.event_amended.field_changes[1]"));
}

TEST_CASE("a void is final") {
  CheckRows(Payload::kEventVoided,
            {{"of an amendment",
              [](Checked& c) {
                c.payload.mutable_event_voided()->set_target_event_type(Payload::kEventAmended);
              },
              ""},
             {"of a void",
              [](Checked& c) {
                c.payload.mutable_event_voided()->set_target_event_type(Payload::kEventVoided);
              },
              "target_event_type"},
             {"of position 0",
              [](Checked& c) { c.payload.mutable_event_voided()->set_target_position(0); },
              "target_position"}});
}

TEST_CASE("the rows of a batch add up") {
  const auto batch = [](auto change) {
    return [=](Checked& c) { change(*c.payload.mutable_import_batch_recorded()); };
  };
  CheckRows(
      Payload::kImportBatchRecorded,
      {{"started", batch([](auto& b) {
          b.set_state(pb::IMPORT_BATCH_STATE_STARTED);
          b.clear_rows();
        }),
        ""},
       {"finished without rows", batch([](auto& b) {
          b.set_state(pb::IMPORT_BATCH_STATE_FINISHED);
          b.clear_rows();
        }),
        "rows"},
       {"a row too few", batch([](auto& b) { b.mutable_rows()->set_rejected(9); }), "rows.read"},
       {"a row too many", batch([](auto& b) { b.mutable_rows()->set_rejected(11); }), "rows.read"},
       {"more voided than vanished",
        batch([](auto& b) { b.mutable_rows()->set_voided(b.rows().vanished() + 1); }),
        "rows.voided"},
       {"one position", batch([](auto& b) { b.clear_last_position(); }), "last_position"},
       {"positions reversed", batch([](auto& b) { b.set_last_position(799); }), "last_position"}});
  CheckRows(Payload::kImportProfileSaved,
            {{"another profile",
              [](Checked& c) { c.payload.mutable_import_profile_saved()->set_profile_json("{}"); },
              "profile_sha256"}});
}

}  // namespace
}  // namespace anchorledger::event_types
