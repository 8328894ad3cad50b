// Suppliers and their classes, contracts, purchases, reversals and credits.
#include <map>
#include <set>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "anchorledger/event/v1/purchasing.pb.h"
#include "services/domain/fact_rules.h"
#include "services/domain/in_words.h"
#include "services/domain/rule_errors.h"
#include "services/domain/stream_rules.h"

namespace anchorledger::domain {
namespace {

namespace pb = ::anchorledger::event::v1;

// A contract named by a purchase or a credit is one with the same supplier.
base::Status CheckContract(const std::string& contract_id, const std::string& supplier_id,
                           BatchView& view) {
  if (contract_id.empty()) return base::Status();
  AL_ASSIGN_OR_RETURN(const History* history, view.Read(base::StreamId("contract/" + contract_id)));
  const Entry* opening = history->Opening();
  const auto* award = opening == nullptr ? nullptr : opening->As<pb::ContractAwarded>();
  if (award == nullptr || award->supplier_id() == supplier_id) return base::Status();
  return Refuse({.rule = "contract_of_supplier",
                 .field = "contract_id",
                 .message = "contract \"" + contract_id + "\" was awarded to supplier \"" +
                            award->supplier_id() + "\", not to \"" + supplier_id + "\"",
                 .events = {opening->position}});
}

// A supplier that calls itself worker-owned needs somebody else to say so.
base::Status CheckClass(const pb::SupplierClassified& classified) {
  const bool vouched = classified.certifier() != pb::CLASS_CERTIFIER_UNSPECIFIED &&
                       classified.certifier() != pb::CLASS_CERTIFIER_SELF;
  if (classified.class_() != pb::SUPPLIER_CLASS_WORKER_OWNED || vouched) return base::Status();
  return Refuse({.rule = "worker_owned_vouched",
                 .field = "certifier",
                 .message = "worker_owned needs a certifier other than the supplier itself"});
}

base::Date TrueDateOf(const Entry& entry, const pb::PurchaseReversed& reversed) {
  return reversed.has_occurred_on() ? ToDate(reversed.occurred_on()) : entry.effective_on;
}

base::Status CheckReversal(const Entry& purchase_entry, const pb::PurchaseRecorded& purchase,
                           const Entry& entry, const pb::PurchaseReversed& reversed) {
  if (reversed.amount().currency() != purchase.amount().currency()) {
    return Refuse({.rule = "one_currency",
                   .field = "amount.currency",
                   .message = EventInWords(entry.position) + " is in " +
                              reversed.amount().currency() + ", the purchase is in " +
                              purchase.amount().currency(),
                   .events = {purchase_entry.position, entry.position}});
  }
  if (TrueDateOf(entry, reversed) < ToDate(purchase.invoice_date())) {
    return Refuse({.rule = "after_parent",
                   .field = "effective_on",
                   .message = EventInWords(entry.position) + " reverses on " +
                              InWords(TrueDateOf(entry, reversed)) +
                              " a purchase that was invoiced only on " +
                              InWords(ToDate(purchase.invoice_date())),
                   .events = {purchase_entry.position, entry.position}});
  }
  if (entry.header->anchor_id() != purchase_entry.header->anchor_id()) {
    return Refuse({.rule = "anchor_of_parent",
                   .field = "header.anchor_id",
                   .message = "the purchase belongs to anchor \"" +
                              purchase_entry.header->anchor_id() + "\", its reversal to \"" +
                              entry.header->anchor_id() + "\"",
                   .events = {purchase_entry.position, entry.position}});
  }
  return base::Status();
}

base::Status CheckRegistrations(const History& history) {
  const Entry* before = nullptr;
  base::Status status;
  history.Each<pb::SupplierRegistered>([&](const Entry& entry, const pb::SupplierRegistered&) {
    if (before != nullptr && status.ok() && entry.effective_on <= before->effective_on) {
      status =
          Refuse({.rule = "profile_later",
                  .field = "effective_on",
                  .message = "the supplier has a profile from " + InWords(before->effective_on) +
                             " on; a further one has to start later. Amend the earlier one "
                             "to correct it",
                  .events = {before->position, entry.position}});
    }
    before = &entry;
  });
  return status;
}

// An end closes what of its class began before it; there has to be something that is not closed
// yet.
base::Status CheckClassEnds(const History& history) {
  std::multimap<int, base::Date> open;  // class -> first day
  history.Each<pb::SupplierClassified>([&](const Entry&, const pb::SupplierClassified& classified) {
    open.emplace(classified.class_(), ToDate(classified.valid_from()));
  });
  for (const Entry* entry : history.ByDate()) {
    const auto* ended = entry->As<pb::SupplierClassificationEnded>();
    if (ended == nullptr) continue;
    const base::Date on = ToDate(ended->on());
    bool closes = false;
    const auto [first, last] = open.equal_range(ended->class_());
    for (auto it = first; it != last;) {
      const bool begun = it->second <= on;
      closes |= begun;
      it = begun ? open.erase(it) : std::next(it);
    }
    if (closes) continue;
    return Refuse({.rule = "class_held",
                   .field = "class",
                   .message = "the supplier does not hold " +
                              EnumInWords(*pb::SupplierClass_descriptor(), ended->class_()) +
                              " before " + InWords(on) + ", so it cannot end then",
                   .events = {entry->position}});
  }
  return base::Status();
}

}  // namespace

base::Status CheckPurchasingFact(const Subject& subject, BatchView& view) {
  if (const auto* purchase = subject.As<pb::PurchaseRecorded>(); purchase != nullptr) {
    return CheckContract(purchase->contract_id(), purchase->supplier_id(), view);
  }
  if (const auto* credit = subject.As<pb::SupplierCreditRecorded>(); credit != nullptr) {
    return CheckContract(credit->contract_id(), credit->supplier_id(), view);
  }
  if (const auto* classified = subject.As<pb::SupplierClassified>(); classified != nullptr) {
    return CheckClass(*classified);
  }
  return base::Status();
}

base::Status CheckSupplierStream(const base::StreamId& stream, const History& history) {
  const Entry* opening = history.Opening();
  if (opening == nullptr) return base::Status();
  bool registered = false;
  history.Each<pb::SupplierRegistered>(
      [&](const Entry&, const pb::SupplierRegistered&) { registered = true; });
  if (!registered) {
    return Refuse({.rule = "opened_first",
                   .field = "supplier_id",
                   .message = "supplier " + stream.value() + " is not registered, but " +
                              EventInWords(opening->position) + " is about it",
                   .events = {opening->position}});
  }
  AL_RETURN_IF_ERROR(CheckRegistrations(history));
  return CheckClassEnds(history);
}

base::Status CheckPurchaseStream(const base::StreamId& stream, const History& history) {
  AL_RETURN_IF_ERROR(CheckOpening(history, pb::EventPayload::kPurchaseRecorded, stream));
  const Entry* purchase_entry = nullptr;
  const pb::PurchaseRecorded* purchase = nullptr;
  history.Each<pb::PurchaseRecorded>([&](const Entry& entry, const pb::PurchaseRecorded& recorded) {
    purchase_entry = &entry;
    purchase = &recorded;
  });
  if (purchase == nullptr) return base::Status();

  base::Status status;
  std::vector<base::Position> reversals;
  std::int64_t left = purchase->amount().minor();
  history.Each<pb::PurchaseReversed>([&](const Entry& entry, const pb::PurchaseReversed& reversed) {
    if (!status.ok()) return;
    status = CheckReversal(*purchase_entry, *purchase, entry, reversed);
    reversals.push_back(entry.position);
    // Both are positive, so the difference cannot overflow, and it is checked at each step.
    left -= reversed.amount().minor();
    if (status.ok() && left < 0) {
      status =
          Refuse({.rule = "reversals_within_purchase",
                  .field = "amount",
                  .message = "reversals exceed the purchase of " + InWords(purchase->amount()) +
                             " by " + AmountInWords(-left, purchase->amount().currency()) +
                             " with " + EventInWords(entry.position),
                  .events = reversals});
    }
  });
  return status;
}

}  // namespace anchorledger::domain
