// Amendments and voids of amendments against a model: a stack of values for each field.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/events.h"
#include "tests/support/fake_world.h"
#include "tests/support/random.h"

namespace anchorledger::testing {
namespace {

namespace pb = ::anchorledger::event::v1;

// One value that a field had, and the amendment that gave it.
struct Layer {
  std::int64_t value = 0;
  std::uint64_t amendment = 0;
};

// Amount and payment day of one purchase. Both are numbers, so one model serves both.
struct Model {
  std::map<std::string, std::vector<Layer>> fields;
  std::int64_t ValueOf(const std::string& path) const { return fields.at(path).back().value; }
};

std::string JsonOf(const std::string& path, std::int64_t value) {
  return path == "amount.minor" ? JsonNumber(value) : std::to_string(value);
}

std::int64_t InForce(const FakeWorld& world, const std::string& path) {
  const auto history = world.HistoryOf("purchase/p-1");
  const auto& purchase = *history->Opening()->As<pb::PurchaseRecorded>();
  return path == "amount.minor" ? purchase.amount().minor() : purchase.paid_date().days();
}

void AmendAtRandom(FakeWorld& world, Model& model, std::uint64_t target, Random& random) {
  std::vector<Change> changes;
  std::vector<std::pair<std::string, std::int64_t>> wanted;
  for (const auto& [path, layers] : model.fields) {
    if (!random.Chance(60)) continue;
    const std::int64_t value = random.Between(1, 1'000);
    if (value == layers.back().value) continue;
    changes.push_back({path, JsonOf(path, value)});
    wanted.emplace_back(path, value);
  }
  if (changes.empty()) return;
  const auto positions = world.Append({EventAmended(target, changes)});
  RC_ASSERT(positions.ok());
  for (const auto& [path, value] : wanted) {
    model.fields[path].push_back({value, positions->front().value()});
  }
}

// Voids any amendment: accepted exactly when it is the last one of each of its fields.
void VoidAtRandom(FakeWorld& world, Model& model, Random& random) {
  std::vector<std::uint64_t> amendments;
  for (const auto& [path, layers] : model.fields) {
    for (const Layer& layer : layers) {
      if (layer.amendment != 0) amendments.push_back(layer.amendment);
    }
  }
  if (amendments.empty()) return;
  const std::uint64_t chosen = random.Pick(amendments);
  bool last = true;
  for (const auto& [path, layers] : model.fields) {
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) last &= layers[i].amendment != chosen;
  }
  RC_ASSERT(world.Append({EventVoided(chosen)}).ok() == last);
  if (!last) return;
  for (auto& [path, layers] : model.fields) {
    if (layers.back().amendment == chosen) layers.pop_back();
  }
}

TEST_CASE("the last live amendment of a field decides, and only it can be taken back") {
  CHECK(rc::check([] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    FakeWorld world;
    for (const Draft& draft : StandardNetwork()) RC_ASSERT(world.Append({draft}).ok());
    const auto purchase =
        world.Append({PurchaseRecorded("p-1", "supplier-1", Usd(5'000), "1970-01-01")
                          .Set("paid_date", base::Date{5'000})});
    RC_ASSERT(purchase.ok());
    Model model{{{"amount.minor", {{5'000, 0}}}, {"paid_date.days", {{5'000, 0}}}}};
    for (int step = 0; step < 25; ++step) {
      if (random.Chance(60)) {
        AmendAtRandom(world, model, purchase->front().value(), random);
      } else {
        VoidAtRandom(world, model, random);
      }
      for (const auto& [path, layers] : model.fields) {
        RC_ASSERT(InForce(world, path) == model.ValueOf(path));
      }
    }
  }));
}

}  // namespace
}  // namespace anchorledger::testing
