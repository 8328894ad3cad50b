// The state of the projection is a function of the log: however the events are cut into batches,
// and however often the process dies, the same log gives the same rows, byte by byte.
#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "services/projections/chunk_reader.h"
#include "services/projections/fact_schema.h"
#include "services/projections/follower.h"
#include "services/projections/metrics_projection.h"
#include "storage/projection_store/projection_store.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::testing {
namespace {

using projections::Follower;
using projections::MemoryRows;
using projections::MetricsProjection;

void Grow(ProjectedLedger& ledger, RandomEvents& random, int steps) {
  for (int i = 0; i < steps; ++i) {
    const std::vector<Draft> drafts = random.Next(ledger.last_position());
    if (ledger.TryRecord(drafts).ok()) random.Accepted(drafts.back(), ledger.last_position());
    if (random.Number(1, 10) == 1) ledger.NextDay();
  }
}

std::unique_ptr<MetricsProjection> Open(std::unique_ptr<projections::RowStore> rows,
                                        const storage::EventLog& log) {
  auto projection = MetricsProjection::Open(std::move(rows), log);
  REQUIRE_OK(projection);
  return *std::move(projection);
}

std::string DigestOf(const MetricsProjection& projection) {
  const auto digest = projection.Digest();
  REQUIRE_OK(digest);
  return *digest;
}

// Rows that outlive the projection over them, as the disk outlives a process.
class SharedRows final : public projections::RowStore {
 public:
  explicit SharedRows(std::shared_ptr<MemoryRows> rows) : rows_(std::move(rows)) {}
  base::Position position() const override { return rows_->position(); }
  base::Status Commit(projections::RowChanges changes, base::Position position) override {
    return rows_->Commit(std::move(changes), position);
  }
  base::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return rows_->Get(key);
  }
  base::StatusOr<std::vector<std::optional<std::string>>> GetMany(
      const std::vector<std::string>& keys) const override {
    return rows_->GetMany(keys);
  }
  base::Status ScanRange(std::string_view from, std::string_view to,
                         const RowVisitor& visitor) const override {
    return rows_->ScanRange(from, to, visitor);
  }

 private:
  const std::shared_ptr<MemoryRows> rows_;
};

// Applies events (applied, to] in chunks, committing after each when told so.
void Apply(MetricsProjection& projection, const storage::EventLog& log, std::uint64_t to,
           std::size_t chunk_events, bool commit) {
  base::Position at = projection.committed().position;
  while (at.value() < to) {
    const std::size_t count = std::min<std::size_t>(chunk_events, to - at.value());
    const auto chunk = projections::ReadChunk(log, at.Next(), count, projections::AllPayloads);
    REQUIRE_OK(chunk);
    REQUIRE_OK(projection.Apply((*chunk)->events()));
    at = (*chunk)->events().back().position;
    if (commit) REQUIRE_OK(projection.Commit({log.Head().log_id, log.Head().epoch, at}));
  }
}

TEST_CASE("any cut into batches gives the same rows") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 6)));
  CAPTURE(seed);
  ProjectedLedger ledger;
  RandomEvents random(seed);
  Grow(ledger, random, 250);
  const std::string expected = DigestOf(ledger.projection());
  for (const std::size_t batch : {std::size_t{7}, std::size_t{64}, std::size_t{100'000}}) {
    CAPTURE(batch);
    const auto replayed = Open(std::make_unique<MemoryRows>(), ledger.log());
    Apply(*replayed, ledger.log(), ledger.last_position(), batch, /*commit=*/true);
    CHECK(DigestOf(*replayed) == expected);
  }
}

TEST_CASE("a projection that dies between commits goes on from the last one") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(11, 16)));
  CAPTURE(seed);
  ProjectedLedger ledger;
  RandomEvents random(seed);
  Grow(ledger, random, 250);
  const auto rows = std::make_shared<MemoryRows>();
  const auto last = static_cast<std::int64_t>(ledger.last_position());
  while (rows->position().value() < ledger.last_position()) {
    const auto projection = Open(std::make_unique<SharedRows>(rows), ledger.log());
    const auto committed = static_cast<std::int64_t>(rows->position().value());
    REQUIRE(projection->committed().position == rows->position());
    const auto to = std::min(last, committed + random.Number(1, 60));
    Apply(*projection, ledger.log(), static_cast<std::uint64_t>(to), 13, /*commit=*/true);
    // What comes now is lost with the process.
    const auto lost = std::min(last, to + random.Number(0, 40));
    Apply(*projection, ledger.log(), static_cast<std::uint64_t>(lost), 13, /*commit=*/false);
  }
  const auto reopened = Open(std::make_unique<SharedRows>(rows), ledger.log());
  CHECK(DigestOf(*reopened) == DigestOf(ledger.projection()));
  // What was loaded answers as what was folded.
  const auto view = reopened->View();
  const auto expected = ledger.View();
  for (const projections::KindSchema& schema : projections::kFactSchema) {
    CAPTURE(schema.name);
    const auto selection = Everything(*view, schema.kind);
    CHECK(InWords(FactsOf(*view, selection), *view) ==
          InWords(FactsOf(*expected, selection), *expected));
    if (!schema.cells) continue;
    CHECK(InWords(SumsOf(*view, selection), *view) ==
          InWords(SumsOf(*expected, selection), *expected));
  }
}

TEST_CASE("a commit that fails leaves the last one to go on from") {
  ProjectedLedger ledger;
  RandomEvents random(77);
  Grow(ledger, random, 120);
  const auto rows = std::make_shared<MemoryRows>();
  {
    const auto projection = Open(std::make_unique<SharedRows>(rows), ledger.log());
    Apply(*projection, ledger.log(), 40, 10, /*commit=*/true);
    Follower follower(ledger.log(), *projection, ledger.clock());
    rows->FailNextCommit();
    CHECK_REASON(follower.RunOnce(), kStorageFailed);
    CHECK_REASON(follower.RunOnce(), kStorageFailed);
    CHECK(projection->View()->position() == base::Position(40));
  }
  const auto projection = Open(std::make_unique<SharedRows>(rows), ledger.log());
  Follower follower(ledger.log(), *projection, ledger.clock());
  FollowToHead(follower);
  CHECK(DigestOf(*projection) == DigestOf(ledger.projection()));
}

TEST_CASE("the rows in the projection store are those in memory, also after it is opened again") {
  ProjectedLedger ledger;
  RandomEvents random(78);
  Grow(ledger, random, 250);
  const TempFolder folder;
  storage::ProjectionStoreOptions options;
  options.folder = folder / "store";
  options.identity = "test";
  {
    auto store = storage::ProjectionStore::Create(options);
    REQUIRE_OK(store);
    REQUIRE_OK((*store)->EndBulk());
    const auto projection =
        Open(std::make_unique<projections::StoredRows>(*std::move(store)), ledger.log());
    Apply(*projection, ledger.log(), ledger.last_position() / 2, 9, /*commit=*/true);
  }
  auto store = storage::ProjectionStore::Open(options);
  REQUIRE_OK(store);
  const auto projection =
      Open(std::make_unique<projections::StoredRows>(*std::move(store)), ledger.log());
  CHECK(projection->committed().position.value() == ledger.last_position() / 2);
  Apply(*projection, ledger.log(), ledger.last_position(), 50, /*commit=*/true);
  CHECK(DigestOf(*projection) == DigestOf(ledger.projection()));
}

}  // namespace
}  // namespace anchorledger::testing
