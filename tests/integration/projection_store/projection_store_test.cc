#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "storage/projection_store/projection_store.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::TempFolder;

using Rows = std::vector<std::pair<std::string, std::string>>;

ProjectionStoreOptions OptionsIn(const TempFolder& folder) {
  return {.folder = folder / "store", .identity = "log 7, epoch 1, code 3"};
}

std::unique_ptr<ProjectionStore> CreateIn(const TempFolder& folder) {
  auto store = ProjectionStore::Create(OptionsIn(folder));
  REQUIRE(store.ok());
  REQUIRE((*store)->EndBulk().ok());
  return *std::move(store);
}

Rows Scan(const ProjectionSnapshot& snapshot, std::string_view prefix) {
  Rows rows;
  REQUIRE(snapshot
              .Scan(prefix,
                    [&](std::string_view key, std::string_view value) {
                      rows.emplace_back(key, value);
                      return true;
                    })
              .ok());
  return rows;
}

RowBatch Put(std::string_view key, std::string_view value) {
  RowBatch batch;
  batch.Put(key, value);
  return batch;
}

// The sorted files of a store.
std::vector<std::filesystem::path> TableFiles(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".sst") files.push_back(entry.path());
  }
  return files;
}

}  // namespace

TEST_CASE("projection store: rows and position change together and are there after reopening") {
  const TempFolder folder;
  {
    const auto store = CreateIn(folder);
    CHECK(store->position() == Position{0});
    RowBatch batch;
    batch.Put("a", "1");
    batch.Put("b", "2");
    batch.Delete("a");
    batch.Put(std::string_view("\0\xff", 2), "raw");
    REQUIRE(store->Commit(batch, Position{7}).ok());
    CHECK(store->position() == Position{7});
  }
  const auto store = ProjectionStore::Open(OptionsIn(folder));
  REQUIRE(store.ok());
  CHECK((*store)->position() == Position{7});
  const auto snapshot = (*store)->Snapshot();
  REQUIRE(snapshot.ok());
  CHECK(snapshot->position() == Position{7});
  CHECK(*snapshot->Get("a") == std::nullopt);
  CHECK(*snapshot->Get("b") == "2");
  CHECK(Scan(*snapshot, "") == Rows{{std::string("\0\xff", 2), "raw"}, {"b", "2"}});
}

TEST_CASE("projection store: a batch is as before after a commit, and may be committed again") {
  const TempFolder folder;
  const auto store = CreateIn(folder);
  RowBatch batch = Put("k", "v");
  const size_t bytes = batch.bytes();
  REQUIRE(store->Commit(batch, Position{3}).ok());
  CHECK(batch.bytes() == bytes);
  REQUIRE(store->Commit(batch, Position{5}).ok());
  const auto snapshot = store->Snapshot();
  CHECK(snapshot->position() == Position{5});
  CHECK(Scan(*snapshot, "") == Rows{{"k", "v"}});
}

TEST_CASE("projection store: in bulk mode a commit may be written in parts") {
  const TempFolder folder;
  {
    const auto store = ProjectionStore::Create(OptionsIn(folder));
    REQUIRE(store.ok());
    CHECK((*store)->in_bulk());
    REQUIRE((*store)->AddInBulk(Put("a", "1")).ok());
    CHECK((*store)->position() == Position{0});
    REQUIRE((*store)->Commit(Put("b", "2"), Position{9}).ok());
    REQUIRE((*store)->EndBulk().ok());
    CHECK(!(*store)->in_bulk());
  }
  const auto store = ProjectionStore::Open(OptionsIn(folder));
  REQUIRE(store.ok());
  const auto snapshot = (*store)->Snapshot();
  CHECK(snapshot->position() == Position{9});
  CHECK(Scan(*snapshot, "") == Rows{{"a", "1"}, {"b", "2"}});
}

TEST_CASE("projection store: a snapshot sees one position, whatever is committed later") {
  const TempFolder folder;
  auto store = CreateIn(folder);
  REQUIRE(store->Commit(Put("k", "old"), Position{1}).ok());
  auto snapshot = store->Snapshot();
  REQUIRE(snapshot.ok());
  RowBatch batch = Put("k", "new");
  batch.Put("l", "new");
  REQUIRE(store->Commit(batch, Position{2}).ok());
  CHECK(snapshot->position() == Position{1});
  CHECK(*snapshot->Get("k") == "old");
  CHECK(Scan(*snapshot, "") == Rows{{"k", "old"}});
  CHECK(*snapshot->GetMany({"l", "k"}) ==
        std::vector<std::optional<std::string>>{std::nullopt, "old"});
  const auto later = store->Snapshot();
  CHECK(*later->Get("k") == "new");

  store.reset();  // the snapshot outlives the store
  CHECK(*snapshot->Get("k") == "old");
}

TEST_CASE("projection store: scans are bounded by prefix or range and end when told") {
  const TempFolder folder;
  const auto store = CreateIn(folder);
  RowBatch batch;
  for (const char* key : {"a", "a1", "a2", "a\xff", "a\xff\xff", "b", "\xff", "\xff\xff"}) {
    batch.Put(key, "v");
  }
  REQUIRE(store->Commit(batch, Position{1}).ok());
  const auto snapshot = store->Snapshot();
  REQUIRE(snapshot.ok());
  CHECK(Scan(*snapshot, "a").size() == 5);
  CHECK(Scan(*snapshot, "a\xff").size() == 2);
  CHECK(Scan(*snapshot, "\xff").size() == 2);
  CHECK(Scan(*snapshot, "c").empty());
  CHECK(Scan(*snapshot, "").size() == 8);
  std::string seen;
  const auto note = [&](std::string_view key, std::string_view) {
    seen += std::string(key) + " ";
    return seen.size() < 5;
  };
  REQUIRE(snapshot->ScanRange("a1", "b", note).ok());
  CHECK(seen == "a1 a2 ");
  seen.clear();
  REQUIRE(snapshot->ScanRange("b", "", note).ok());
  CHECK(seen == "b \xff \xff\xff ");
}

TEST_CASE("projection store: a store of another identity, or none, is not found") {
  const TempFolder folder;
  CHECK(base::ReasonOf(ProjectionStore::Open(OptionsIn(folder)).status()) ==
        ErrorReason::kNotFound);
  CreateIn(folder);
  ProjectionStoreOptions other = OptionsIn(folder);
  other.identity = "log 7, epoch 2, code 3";
  CHECK(base::ReasonOf(ProjectionStore::Open(other).status()) == ErrorReason::kNotFound);
  CHECK(ProjectionStore::Open(OptionsIn(folder)).ok());
}

TEST_CASE("projection store: a store left in bulk mode cannot be opened") {
  const TempFolder folder;
  {
    const auto store = ProjectionStore::Create(OptionsIn(folder));
    REQUIRE(store.ok());
    REQUIRE((*store)->Commit(Put("k", "v"), Position{1}).ok());
  }
  CHECK(base::ReasonOf(ProjectionStore::Open(OptionsIn(folder)).status()) ==
        ErrorReason::kDataCorrupt);
}

TEST_CASE("projection store: rows committed in bulk are there after its end") {
  const TempFolder folder;
  {
    const auto store = ProjectionStore::Create(OptionsIn(folder));
    REQUIRE(store.ok());
    REQUIRE((*store)->Commit(Put("k", "v"), Position{1}).ok());
    REQUIRE((*store)->EndBulk().ok());
    REQUIRE((*store)->Commit(Put("l", "w"), Position{2}).ok());
  }
  const auto store = ProjectionStore::Open(OptionsIn(folder));
  REQUIRE(store.ok());
  CHECK((*store)->position() == Position{2});
  CHECK(Scan(*(*store)->Snapshot(), "") == Rows{{"k", "v"}, {"l", "w"}});
}

TEST_CASE("projection store: a scan that meets a damaged block is an error, not a short answer") {
  const TempFolder folder;
  {
    const auto store = ProjectionStore::Create(OptionsIn(folder));
    REQUIRE(store.ok());
    RowBatch batch;
    for (int i = 0; i < 20'000; ++i) batch.Put("key " + std::to_string(i), "value");
    REQUIRE((*store)->Commit(batch, Position{1}).ok());
    REQUIRE((*store)->EndBulk().ok());
  }
  const auto files = TableFiles(folder / "store");
  REQUIRE(files.size() == 1);
  {
    std::fstream file(files[0], std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(files[0]) / 2);
    file.seekg(middle);
    const char flipped = static_cast<char>(file.peek() ^ 1);
    file.seekp(middle);
    file.put(flipped);
  }
  const auto store = ProjectionStore::Open(OptionsIn(folder));
  REQUIRE(store.ok());
  const auto snapshot = (*store)->Snapshot();
  REQUIRE(snapshot.ok());
  const base::Status status =
      snapshot->Scan("", [](std::string_view, std::string_view) { return true; });
  CHECK(base::ReasonOf(status) == ErrorReason::kDataCorrupt);
}

TEST_CASE("projection store: a store whose files are damaged or gone is refused") {
  const TempFolder folder;
  {
    const auto store = ProjectionStore::Create(OptionsIn(folder));
    REQUIRE((*store)->Commit(Put("k", "v"), Position{1}).ok());
    REQUIRE((*store)->EndBulk().ok());
  }
  const auto files = TableFiles(folder / "store");
  REQUIRE(files.size() == 1);
  SECTION("a table is missing") { std::filesystem::remove(files[0]); }
  SECTION("a table is empty") { std::filesystem::resize_file(files[0], 0); }
  const auto store = ProjectionStore::Open(OptionsIn(folder));
  CHECK(base::ReasonOf(store.status()) == ErrorReason::kDataCorrupt);
}

}  // namespace anchorledger::storage
