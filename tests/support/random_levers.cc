// Purchasing and hiring of a random history.
#include "anchorledger/event/v1/enums.pb.h"
#include "tests/support/random_actions.h"

namespace anchorledger::testing {
namespace {

const std::vector<std::string> kClasses = {"mbe",           "wbe",
                                           "mwbe",          "vbe",
                                           "sbe",           "hubzone",
                                           "coop",          "nonprofit",
                                           "worker_owned",  "8a",
                                           "dbe",           "local_certified",
                                           "public",        "social_enterprise",
                                           "employee_owned"};

void Purchase(RandomStage& stage) {
  Random& random = stage.random;
  const RandomStage::Purchase purchase{stage.NewId("p-"), random.Pick(stage.anchors), stage.Day(),
                                       stage.Amount(500'000'00)};
  Draft draft = stage.Dress(
      PurchaseRecorded(purchase.id, random.Pick(stage.suppliers), purchase.amount, purchase.day));
  draft.Anchor(purchase.anchor);
  draft.Set("addressable", random.Chance(80)).Set("is_construction", random.Chance(20));
  if (random.Chance(10)) draft.WithBasis(event::v1::BASIS_ESTIMATED);
  if (stage.Try(draft)) stage.purchases.push_back(purchase);
}

void Reverse(RandomStage& stage) {
  if (stage.purchases.empty()) return Purchase(stage);
  const RandomStage::Purchase& purchase = stage.random.Pick(stage.purchases);
  const base::Money part{stage.random.Between(1, purchase.amount.minor), purchase.amount.currency};
  Draft draft = PurchaseReversed(purchase.id, part, stage.DayAfter(purchase.day, 0, 200));
  stage.Try(draft.Anchor(purchase.anchor));
}

void Credit(RandomStage& stage) {
  Draft draft = stage.Dress(SupplierCreditRecorded(
      stage.NewId("c-"), stage.random.Pick(stage.suppliers), stage.Amount(50'000'00), stage.Day()));
  stage.Try(draft.Set("addressable", stage.random.Chance(80)));
}

void Classify(RandomStage& stage) {
  Random& random = stage.random;
  const std::string from = stage.Day();
  const std::string to = random.Chance(50) ? stage.DayAfter(from, 0, 700) : "";
  Draft draft = SupplierClassified(random.Pick(stage.suppliers), random.Pick(kClasses), from, to);
  if (random.Chance(25)) draft.Set("certifier", "CLASS_CERTIFIER_SELF");
  stage.Try(draft);
}

void Contract(RandomStage& stage) {
  Random& random = stage.random;
  const std::string id = stage.NewId("k-");
  const std::string& supplier = random.Pick(stage.suppliers);
  const Draft award =
      stage.Dress(ContractAwarded(id, supplier, stage.Day(), random.Between(0, 2), 4));
  if (!stage.Try(award)) return;
  stage.contracts.push_back(id);
  stage.Try(stage.Dress(
      PurchaseRecorded(stage.NewId("p-"), supplier, stage.Amount(90'000'00), stage.Day())
          .Set("contract_id", id)));
}

void Hire(RandomStage& stage) {
  Random& random = stage.random;
  const std::string& employer =
      random.Chance(75) ? random.Pick(stage.anchors) : random.Pick(stage.partners);
  Draft draft =
      stage.Dress(HireRecorded(random.Pick(stage.cohorts), random.Between(1, 40), stage.Day(),
                               employer, random.Chance(85) ? random.Pick(stage.places) : ""));
  static const std::vector<std::string> kLevels = {"EDUCATION_LEVEL_NONE", "EDUCATION_LEVEL_HS",
                                                   "EDUCATION_LEVEL_ASSOC", "EDUCATION_LEVEL_BACH",
                                                   "EDUCATION_LEVEL_GRAD"};
  static const std::vector<std::string> kKinds = {"HIRE_KIND_PERMANENT", "HIRE_KIND_PERMANENT",
                                                  "HIRE_KIND_TEMPORARY"};
  draft.Set("education_required", random.Pick(kLevels)).Set("hire_kind", random.Pick(kKinds));
  draft.Set("starting_wage_cents_per_hour", random.Between(1'200, 4'000));
  if (random.Chance(15)) draft.Clear("starting_wage_cents_per_hour");
  if (random.Chance(40)) draft.Set("pathway_id", "program-1");
  stage.Try(draft);
}

void Cohort(RandomStage& stage) {
  Random& random = stage.random;
  const std::string from = stage.Day();
  const std::int64_t applied = random.Between(20, 90);
  const std::int64_t enrolled = random.Between(10, applied);
  const std::int64_t completed = random.Between(0, enrolled);
  const std::int64_t placed = random.Between(0, completed);
  stage.Try(stage.Dress(PipelineCohortReported(
      random.Pick(stage.cohorts), from, stage.DayAfter(from, 10, 90), applied, enrolled, completed,
      placed, random.Between(0, completed - placed))));
}

void Retain(RandomStage& stage) {
  Random& random = stage.random;
  static const std::vector<std::int64_t> kCheckpoints = {90, 180, 365, 730};
  const std::int64_t size = random.Between(5, 60);
  stage.Try(stage.Dress(RetentionReported(random.Pick(stage.cohorts), random.Pick(kCheckpoints),
                                          size, random.Between(0, size), stage.Day())));
}

void Promote(RandomStage& stage) {
  Random& random = stage.random;
  const std::string cohort = random.Chance(50) ? random.Pick(stage.cohorts) : "";
  Draft draft = stage.Dress(
      PromotionRecorded(random.Pick(stage.anchors), random.Between(1, 9), stage.Day(), cohort));
  draft.Set("to_wage_cents_per_hour", random.Between(1'500, 2'500));
  stage.Try(draft);
}

void Wages(RandomStage& stage) {
  const std::int64_t workers = stage.random.Between(1, 5'000);
  stage.Try(stage.Dress(WageReported(stage.random.Pick(stage.anchors), stage.Day(), workers,
                                     stage.random.Between(0, workers))));
}

}  // namespace

void ActOnPurchasing(RandomStage& stage) {
  const std::size_t choice = stage.random.Below(100);
  if (choice < 62) return Purchase(stage);
  if (choice < 74) return Reverse(stage);
  if (choice < 80) return Credit(stage);
  if (choice < 89) return Classify(stage);
  if (choice < 92) {
    stage.Try(SupplierClassificationEnded(stage.random.Pick(stage.suppliers),
                                          stage.random.Pick(kClasses), stage.Day()));
    return;
  }
  if (choice < 95) {
    stage.Try(SupplierRegistered(stage.random.Pick(stage.suppliers), stage.Day(),
                                 stage.random.Pick(stage.places)));
    return;
  }
  Contract(stage);
}

void ActOnHiring(RandomStage& stage) {
  const std::size_t choice = stage.random.Below(100);
  if (choice < 60) return Hire(stage);
  if (choice < 70) return Cohort(stage);
  if (choice < 82) return Retain(stage);
  if (choice < 92) return Promote(stage);
  Wages(stage);
}

}  // namespace anchorledger::testing
