// Lists of events equal a walk through the whole log with the same conditions.
#include <catch2/catch.hpp>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/text.h"
#include "services/projections/chunk_reader.h"
#include "services/projections/event_index.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

using projections::EventIndex;
using projections::EventPage;
using projections::EventQuery;
using storage::Direction;

std::vector<base::Position> Expected(const storage::EventLog& log, const EventQuery& query) {
  std::vector<base::Position> positions;
  for (base::Position at(1); at <= log.Head().position; at = at.Next()) {
    const auto chunk = projections::ReadChunk(log, at, 1, projections::AllPayloads);
    REQUIRE_OK(chunk);
    const projections::RecordedEvent& event = (*chunk)->events().front();
    const bool type = query.types.empty() || std::find(query.types.begin(), query.types.end(),
                                                       event.type) != query.types.end();
    const bool partnership =
        query.partnership.empty() || event.header->partnership_id() == query.partnership;
    const bool anchor = query.anchor.empty() || event.header->anchor_id() == query.anchor;
    const bool batch = query.batch.empty() || event.header->batch_id() == query.batch;
    const bool day = !query.effective || query.effective->Contains(event.effective_on);
    if (type && partnership && anchor && batch && day) positions.push_back(at);
  }
  return positions;
}

// The whole list, page by page.
std::vector<base::Position> Listed(const EventIndex& index, const EventQuery& query,
                                   Direction direction, std::size_t page_size) {
  std::vector<base::Position> positions;
  std::optional<base::Position> after;
  while (true) {
    const base::StatusOr<EventPage> page = index.List(query, after, direction, page_size);
    REQUIRE_OK(page);
    CHECK(page->positions.size() <= page_size);
    positions.insert(positions.end(), page->positions.begin(), page->positions.end());
    if (!page->more) return positions;
    after = page->positions.back();
  }
}

EventQuery RandomQuery(RandomEvents& random) {
  EventQuery query{.tenant = kTenant,
                   .types = {},
                   .partnership = {},
                   .anchor = {},
                   .batch = {},
                   .effective = {}};
  if (random.Number(1, 2) == 1) query.partnership = random.Number(1, 2) == 1 ? "ps-1" : "ps-2";
  if (random.Number(1, 3) == 1) query.anchor = "anchor-2";
  if (random.Number(1, 4) == 1) query.batch = "batch-1";
  if (random.Number(1, 3) == 1) {
    query.types = {event::v1::EventPayload::kPurchaseRecorded,
                   event::v1::EventPayload::kEventAmended};
  }
  if (random.Number(1, 2) == 1 || !EventIndex::Narrows(query)) {
    query.effective = base::Period{Day(random.Day()), Day(random.Day())};
  }
  return query;
}

TEST_CASE("every list, in both directions and in pages, equals a walk through the log") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 5)));
  CAPTURE(seed);
  ProjectedLedger ledger;
  RandomEvents random(seed);
  for (int i = 0; i < 900; ++i) {
    const std::vector<Draft> drafts = random.Next(ledger.last_position());
    if (ledger.TryRecord(drafts).ok()) random.Accepted(drafts.back(), ledger.last_position());
  }
  const EventIndex index = ledger.projection().Index();
  CHECK(index.position().value() == ledger.last_position());
  for (int i = 0; i < 20; ++i) {
    const EventQuery query = RandomQuery(random);
    CAPTURE(query.partnership, query.anchor, query.batch, query.types.size());
    std::vector<base::Position> expected = Expected(ledger.log(), query);
    CHECK(Listed(index, query, Direction::kForward, 10) == expected);
    std::reverse(expected.begin(), expected.end());
    CHECK(Listed(index, query, Direction::kBackward, 7) == expected);
  }
}

TEST_CASE("an index answers for its position, however far the log has gone since") {
  ProjectedLedger ledger;
  ledger.Record(PurchaseRecorded("p-1", "supplier-1", Usd(1), "2024-01-01").Partnership("ps-1"));
  const EventIndex index = ledger.projection().Index();
  for (int i = 2; i < 400; ++i) {
    const std::string id = "p-" + std::to_string(i);
    ledger.Record(PurchaseRecorded(id, "supplier-1", Usd(1), "2024-01-01").Partnership("ps-1"));
  }
  const EventQuery query{.tenant = kTenant,
                         .types = {event::v1::EventPayload::kPurchaseRecorded},
                         .partnership = "ps-1",
                         .anchor = {},
                         .batch = {},
                         .effective = {}};
  CHECK(Listed(index, query, Direction::kForward, 1'000).size() == 1);
  CHECK(Listed(index, query, Direction::kBackward, 1'000).size() == 1);
  CHECK(Listed(ledger.projection().Index(), query, Direction::kBackward, 50).size() == 399);
}

TEST_CASE("things are found by name, also after the name was amended") {
  ProjectedLedger ledger;
  Draft partner = PartnerOnboarded("partner-9", "cbo");
  partner.Set("org_name", "The Old Name, Inc.");
  const std::uint64_t position = ledger.Record(partner);
  const auto named = [&](std::string_view name) {
    const auto streams = ledger.projection().Index().Named(
        base::TenantId(kTenant), domain::NameIndex::kPartnerName, base::FoldForComparison(name));
    REQUIRE_OK(streams);
    return *streams;
  };
  const std::vector<base::StreamId> expected = {base::StreamId("partner/partner-9")};
  CHECK(named("the old name inc") == expected);
  CHECK(named("new name").empty());
  ledger.Record(EventAmended(position, {{"org_name", JsonText("New Name")}}));
  CHECK(named("new name") == expected);
}

TEST_CASE("what names a thing is found") {
  ProjectedLedger ledger;
  const std::uint64_t award =
      ledger.Record(ContractAwarded("contract-1", "supplier-1", "2024-01-01"));
  Draft purchase = PurchaseRecorded("p-1", "supplier-1", Usd(1), "2024-02-01");
  const std::uint64_t position = ledger.Record(purchase.Set("contract_id", "contract-1"));
  const auto referrers = [&](std::string_view stream) {
    const auto found =
        ledger.projection().Index().Referrers(base::TenantId(kTenant), base::StreamId(stream), 10);
    REQUIRE_OK(found);
    return *found;
  };
  CHECK(referrers("contract/contract-1") == std::vector<base::Position>{base::Position(position)});
  CHECK(referrers("supplier/supplier-1") ==
        std::vector<base::Position>{base::Position(award), base::Position(position)});
  CHECK(referrers("supplier/nobody").empty());
}

}  // namespace
}  // namespace anchorledger::testing
