#include "services/projections/event_keys.h"

#include <optional>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/domain/world.h"

namespace anchorledger::projections {
namespace {

namespace pb = ::anchorledger::event::v1;

class Keys {
 public:
  Keys(const InForceEvent& event, SymbolTable& symbols, std::vector<DatedKey>& keys)
      : event_(event), symbols_(symbols), keys_(keys) {}

  void Add(PostingKind kind, std::uint32_t id) { Add(kind, id, event_.effective_on); }
  void Add(PostingKind kind, std::uint32_t id, base::Date day) {
    const PostingKey key{.tenant = event_.tenant, .kind = kind, .id = id};
    if (id == 0) return;
    for (const DatedKey& other : keys_) {
      if (other.key == key) return;
    }
    keys_.push_back({key, day});
  }
  void Supplier(const std::string& id) { Supplier(id, event_.effective_on); }
  void Supplier(const std::string& id, base::Date day) {
    Add(PostingKind::kSupplier, symbols_.Intern(id), day);
  }
  void Organisation(const std::string& id) { Add(PostingKind::kOrganisation, symbols_.Intern(id)); }
  // The stream "prefix/id" is named by the event.
  void Named(std::string_view prefix, const std::string& id) {
    if (id.empty()) return;
    std::string stream(prefix);
    stream.append("/").append(id);
    Add(PostingKind::kNamed, symbols_.Intern(stream));
  }
  void Names(const pb::EventPayload& payload) {
    for (const domain::NameEntry& entry : domain::NameKeysOf(payload)) {
      const std::string text = std::to_string(static_cast<int>(entry.index)) + "/" + entry.key;
      Add(PostingKind::kName, symbols_.Intern(text));
    }
  }

 private:
  const InForceEvent& event_;
  SymbolTable& symbols_;
  std::vector<DatedKey>& keys_;
};

base::Status ReversalKeys(const InForceEvent& event, const Knowledge& knowledge, Keys& keys) {
  AL_ASSIGN_OR_RETURN(const std::optional<InForceEvent> purchase,
                      knowledge.purchases.PurchaseOf(event, knowledge.cut));
  if (!purchase.has_value()) return base::Status();
  keys.Supplier(purchase->payload->purchase_recorded().supplier_id(), purchase->effective_on);
  keys.Add(PostingKind::kPartnership, purchase->partnership);
  return base::Status();
}

}  // namespace

std::uint32_t MonthId(base::Date day) {
  // Months since 1900-01, plus one: 0 means "no key".
  return static_cast<std::uint32_t>(base::MonthOf(day).value + 70 * 12 + 1);
}

void ListingKeysOf(const InForceEvent& event, SymbolTable& symbols, std::vector<DatedKey>& keys) {
  Keys add(event, symbols, keys);
  add.Add(PostingKind::kType, event.type);
  add.Add(PostingKind::kPartnership, event.partnership);
  add.Add(PostingKind::kAnchor, event.anchor);
  add.Add(PostingKind::kBatch, symbols.Intern(event.header->batch_id()));
  add.Add(PostingKind::kMonth, MonthId(event.effective_on));
  add.Add(PostingKind::kActor, symbols.Intern(event.header->actor_ref()));
  add.Add(PostingKind::kActorOrganisation, symbols.Intern(event.header->actor_org_id()));
  if (event.header->late()) add.Add(PostingKind::kLate, kLateId);
}

base::Status DependencyKeysOf(const InForceEvent& event, const Knowledge& knowledge,
                              std::vector<DatedKey>& keys) {
  Keys add(event, knowledge.symbols, keys);
  add.Add(PostingKind::kPartnership, event.partnership);
  const pb::EventPayload& payload = *event.payload;
  switch (payload.event_case()) {
    case pb::EventPayload::kPurchaseRecorded:
      add.Supplier(payload.purchase_recorded().supplier_id());
      add.Named("contract", payload.purchase_recorded().contract_id());
      break;
    case pb::EventPayload::kPurchaseReversed:
      return ReversalKeys(event, knowledge, add);
    case pb::EventPayload::kSupplierCreditRecorded:
      add.Supplier(payload.supplier_credit_recorded().supplier_id());
      add.Named("contract", payload.supplier_credit_recorded().contract_id());
      break;
    case pb::EventPayload::kContractAwarded:
      add.Supplier(payload.contract_awarded().supplier_id());
      break;
    case pb::EventPayload::kSupplierRegistered:
      add.Organisation(payload.supplier_registered().partner_id());
      break;
    case pb::EventPayload::kHireRecorded:
      add.Organisation(payload.hire_recorded().employer_org_id());
      break;
    case pb::EventPayload::kPromotionRecorded:
      add.Organisation(payload.promotion_recorded().employer_org_id());
      break;
    case pb::EventPayload::kWageReported:
      add.Organisation(payload.wage_reported().employer_org_id());
      add.Named("reference-set", payload.wage_reported().living_wage_set_id());
      break;
    case pb::EventPayload::kInvestmentCommitted:
      add.Organisation(payload.investment_committed().payee_org_id());
      add.Organisation(payload.investment_committed().ultimate_borrower_id());
      add.Named("allocation", payload.investment_committed().allocation_id());
      add.Named("reference-set", payload.investment_committed().benchmark_set_id());
      break;
    case pb::EventPayload::kDepositPlaced:
      add.Organisation(payload.deposit_placed().institution_id());
      add.Named("investment", payload.deposit_placed().linked_loan_id());
      break;
    case pb::EventPayload::kInKindContributed:
      add.Organisation(payload.in_kind_contributed().recipient_id());
      break;
    case pb::EventPayload::kCoInvestmentReported:
      add.Organisation(payload.co_investment_reported().source_org_id());
      break;
    case pb::EventPayload::kPartnershipProposed:
      add.Organisation(payload.partnership_proposed().lead_partner_id());
      add.Organisation(payload.partnership_proposed().lead_anchor_id());
      add.Named("geography", payload.partnership_proposed().geo_id());
      break;
    case pb::EventPayload::kTargetSet:
      add.Organisation(payload.target_set().scope().anchor_id());
      add.Organisation(payload.target_set().scope().partner_id());
      add.Named("geography", payload.target_set().scope().geo_id());
      add.Named("partnership", payload.target_set().scope().partnership_id());
      break;
    case pb::EventPayload::kPartnerOnboarded:
      add.Organisation(payload.partner_onboarded().developed_by());
      add.Names(payload);
      break;
    case pb::EventPayload::kGeographyDefined:
    case pb::EventPayload::kReferenceSetPublished:
      add.Names(payload);
      break;
    case pb::EventPayload::kImportBatchRecorded:
      add.Named("import-profile", payload.import_batch_recorded().profile_name());
      break;
    case pb::EventPayload::kPartyJoined:
      add.Organisation(payload.party_joined().org_id());
      break;
    case pb::EventPayload::kPartnerReportDue:
      add.Organisation(payload.partner_report_due().partner_id());
      break;
    case pb::EventPayload::kJobsReported:
      add.Organisation(payload.jobs_reported().org_id());
      break;
    case pb::EventPayload::kHousingUnitsReported:
      add.Organisation(payload.housing_units_reported().partner_id());
      add.Named("reference-set", payload.housing_units_reported().affordability_set_id());
      add.Organisation(event.header->actor_org_id());
      break;
    case pb::EventPayload::kCapacityBuildingDelivered:
      add.Named("investment", payload.capacity_building_delivered().paid_by_investment_id());
      [[fallthrough]];
    case pb::EventPayload::kPipelineCohortReported:
    case pb::EventPayload::kRetentionReported:
    case pb::EventPayload::kConveningHeld:
      add.Organisation(event.header->actor_org_id());
      break;
    default:
      break;
  }
  return base::Status();
}

}  // namespace anchorledger::projections
