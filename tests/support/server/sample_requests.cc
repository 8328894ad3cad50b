#include "tests/support/server/sample_requests.h"

#include "proto/base/date.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;
using api::v1::ProposedEvent;

constexpr int32_t kFirstOf2024 = 19'723;  // days since 1970-01-01
constexpr int32_t kInvoiceDay = kFirstOf2024 + 70;
constexpr int32_t kReversalDay = kFirstOf2024 + 80;

}  // namespace

ProposedEvent AnchorEvent(const std::string& anchor_id) {
  ProposedEvent event;
  pb::AnchorRegistered& anchor = *event.mutable_payload()->mutable_anchor_registered();
  anchor.set_anchor_id(anchor_id);
  anchor.set_legal_name("Hospital " + anchor_id);
  anchor.mutable_fiscal_year_start()->set_month(10);
  anchor.mutable_fiscal_year_start()->set_day(1);
  anchor.set_currency("USD");
  anchor.set_time_zone("America/New_York");
  anchor.set_han_member(true);
  event.mutable_effective_on()->set_days(kFirstOf2024);
  event.mutable_no_stream();
  return event;
}

ProposedEvent PartnerEvent(const std::string& partner_id, const std::string& name) {
  ProposedEvent event;
  pb::PartnerOnboarded& partner = *event.mutable_payload()->mutable_partner_onboarded();
  partner.set_partner_id(partner_id);
  partner.set_org_name(name);
  partner.set_kind(pb::PARTNER_KIND_WORKER_COOP);
  partner.mutable_home_geo()->set_scheme(pb::GEO_SCHEME_ZCTA5);
  partner.mutable_home_geo()->set_code("02119");
  event.mutable_effective_on()->set_days(kFirstOf2024);
  event.mutable_no_stream();
  return event;
}

ProposedEvent SupplierEvent(const std::string& supplier_id) {
  ProposedEvent event;
  pb::SupplierRegistered& supplier = *event.mutable_payload()->mutable_supplier_registered();
  supplier.set_supplier_id(supplier_id);
  supplier.set_name("Supplier " + supplier_id);
  event.mutable_effective_on()->set_days(kFirstOf2024);
  event.mutable_any();
  return event;
}

ProposedEvent PurchaseEvent(const std::string& purchase_id, const std::string& supplier_id,
                            int64_t minor, const std::string& anchor_id) {
  ProposedEvent event;
  pb::PurchaseRecorded& purchase = *event.mutable_payload()->mutable_purchase_recorded();
  purchase.set_purchase_id(purchase_id);
  purchase.set_supplier_id(supplier_id);
  purchase.mutable_invoice_date()->set_days(kInvoiceDay);
  purchase.mutable_amount()->set_minor(minor);
  purchase.mutable_amount()->set_currency("USD");
  purchase.mutable_category()->set_scheme(pb::CATEGORY_SCHEME_INTERNAL);
  purchase.mutable_category()->set_code("laundry");
  purchase.set_is_construction(false);
  purchase.set_addressable(true);
  event.set_anchor_id(anchor_id);
  event.mutable_no_stream();
  return event;
}

ProposedEvent ReversalEvent(const std::string& purchase_id, int64_t minor) {
  ProposedEvent event;
  pb::PurchaseReversed& reversal = *event.mutable_payload()->mutable_purchase_reversed();
  reversal.set_purchase_id(purchase_id);
  reversal.mutable_amount()->set_minor(minor);
  reversal.mutable_amount()->set_currency("USD");
  reversal.set_reason(pb::REVERSAL_REASON_RETURN);
  event.mutable_effective_on()->set_days(kReversalDay);
  event.mutable_any();
  return event;
}

ProposedEvent ReportDueEvent(const std::string& report_id, const std::string& partner_id,
                             const std::string& kind) {
  ProposedEvent event;
  pb::PartnerReportDue& due = *event.mutable_payload()->mutable_partner_report_due();
  due.set_report_id(report_id);
  due.set_partner_id(partner_id);
  due.set_report_kind(kind);
  due.mutable_period()->mutable_from()->set_days(kFirstOf2024);
  due.mutable_period()->mutable_to()->set_days(kFirstOf2024 + 365);
  due.mutable_due_on()->set_days(kFirstOf2024 + 400);
  due.set_reminder_no(0);
  event.set_anchor_id("anchor-1");
  event.mutable_any();
  return event;
}

}  // namespace anchorledger::testing
