// Rules of purchasing events.
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/purchasing.pb.h"
#include "services/domain/event_types/compare.h"
#include "services/domain/event_types/event_rules.h"
#include "services/domain/event_types/field_values.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

// The usual meaning of "owned by": 51 percent.
constexpr std::int32_t kOwnedBasisPointsMin = 5'100;
constexpr std::size_t kUnspscDigits = 8;
constexpr std::size_t kNigpDigits = 5;

// Classes that say who owns the business. Size, place, legal form and zone classes do not.
bool IsOwnershipClass(pb::SupplierClass supplier_class) {
  switch (supplier_class) {
    case pb::SUPPLIER_CLASS_MBE:
    case pb::SUPPLIER_CLASS_WBE:
    case pb::SUPPLIER_CLASS_MWBE:
    case pb::SUPPLIER_CLASS_VBE:
    case pb::SUPPLIER_CLASS_SDVOSB:
    case pb::SUPPLIER_CLASS_LGBTBE:
    case pb::SUPPLIER_CLASS_DOBE:
    case pb::SUPPLIER_CLASS_DBE:
    case pb::SUPPLIER_CLASS_8A:
    case pb::SUPPLIER_CLASS_WORKER_OWNED:
      return true;
    default:
      return false;
  }
}

void CheckCategory(const pb::SpendCategory& category, const Violations& out) {
  std::size_t digits = 0;
  if (category.scheme() == pb::CATEGORY_SCHEME_UNSPSC) digits = kUnspscDigits;
  if (category.scheme() == pb::CATEGORY_SCHEME_NIGP) digits = kNigpDigits;
  if (digits == 0 || category.code().empty() || IsDigits(category.code(), digits)) return;
  out.Add("category.code", "has to be " + std::to_string(digits) + " digits in this scheme");
}

}  // namespace

void CheckRules(const pb::SupplierClassified& event, const RuleContext& context) {
  const Violations& out = context.out;
  CheckNotBefore("valid_to", event.has_valid_to(), event.valid_to(), "valid_from",
                 event.has_valid_from(), event.valid_from(), out);
  if (!IsOwnershipClass(event.class_())) return;
  if (event.has_pct_owned_bp()) {
    if (event.pct_owned_bp() >= kOwnedBasisPointsMin) return;
    out.Add("pct_owned_bp", "is " + std::to_string(event.pct_owned_bp()) +
                                "; this class needs at least " +
                                std::to_string(kOwnedBasisPointsMin));
  } else if (event.certifier() == pb::CLASS_CERTIFIER_UNSPECIFIED ||
             event.certifier() == pb::CLASS_CERTIFIER_SELF) {
    out.AddMissing("pct_owned_bp",
                   "is missing; this class needs it unless another body vouches (certifier)");
  }
}

void CheckRules(const pb::ContractAwarded& event, const RuleContext& context) {
  CheckCategory(event.category(), context.out);
  CheckNotBefore("end", event.has_end(), event.end(), "start", event.has_start(), event.start(),
                 context.out);
  CheckAtMost({"solicited_local_bidders", event.solicited_local_bidders()},
              {"bidders_total", event.bidders_total()}, context.out);
}

void CheckRules(const pb::PurchaseRecorded& event, const RuleContext& context) {
  CheckCategory(event.category(), context.out);
}

void CheckRules(const pb::PurchaseReversed& event, const RuleContext& context) {
  if (!event.has_occurred_on() || !context.header.has_effective_on()) return;
  if (event.occurred_on().days() <= context.header.effective_on().days()) return;
  context.out.Add("occurred_on",
                  "is " + base::FormatIsoDate({event.occurred_on().days()}) +
                      ", after effective_on; it only says that the true day was earlier");
}

void CheckRules(const pb::SupplierCreditRecorded& event, const RuleContext& context) {
  CheckCategory(event.category(), context.out);
  CheckNotBefore("credit_date", event.has_credit_date(), event.credit_date(), "occurred_on",
                 event.has_occurred_on(), event.occurred_on(), context.out);
}

}  // namespace anchorledger::event_types
