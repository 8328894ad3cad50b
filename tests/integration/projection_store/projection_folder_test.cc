#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "storage/projection_store/projection_folder.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::storage {
namespace {

using base::ErrorReason;
using base::Position;
using testing::TempFolder;

std::unique_ptr<ProjectionFolder> OpenIn(const TempFolder& folder,
                                         const std::string& identity = "code 1") {
  auto opened = ProjectionFolder::Open({.folder = folder / "projections", .identity = identity});
  REQUIRE(opened.ok());
  return *std::move(opened);
}

std::unique_ptr<ProjectionStore> Build(const ProjectionFolder& projections,
                                       const std::string& value, Position position) {
  auto next = projections.CreateNext();
  REQUIRE(next.ok());
  RowBatch batch;
  batch.Put("k", value);
  REQUIRE((*next)->Commit(batch, position).ok());
  return *std::move(next);
}

std::string ValueIn(const ProjectionStore& store) {
  const auto snapshot = store.Snapshot();
  REQUIRE(snapshot.ok());
  const auto value = snapshot->Get("k");
  REQUIRE(value.ok());
  return value->value_or("none");
}

}  // namespace

TEST_CASE("projection folder: nothing is found before a store was built and swapped in") {
  const TempFolder folder;
  const auto projections = OpenIn(folder);
  CHECK(base::ReasonOf(projections->OpenCurrent().status()) == ErrorReason::kNotFound);
  Build(*projections, "half built", Position{3});
  CHECK(base::ReasonOf(projections->OpenCurrent().status()) == ErrorReason::kNotFound);
}

TEST_CASE("projection folder: a rebuilt store is swapped in beside the one that is read") {
  const TempFolder folder;
  {
    const auto projections = OpenIn(folder);
    const auto first = Build(*projections, "first", Position{3});
    REQUIRE(projections->SwapTo(*first).ok());
    const auto second = Build(*projections, "second", Position{5});
    CHECK(ValueIn(*first) == "first");
    REQUIRE(projections->SwapTo(*second).ok());
    CHECK(ValueIn(*first) == "first");
    first->RemoveWhenReleased();
    CHECK(std::filesystem::exists(first->folder()));
  }
  CHECK_FALSE(std::filesystem::exists(folder / "projections/000001"));
  const auto current = OpenIn(folder)->OpenCurrent();
  REQUIRE(current.ok());
  CHECK(ValueIn(**current) == "second");
  CHECK((*current)->position() == Position{5});
}

TEST_CASE("projection folder: what an interrupted rebuild left is not used, and removed") {
  const TempFolder folder;
  const auto projections = OpenIn(folder);
  {
    const auto first = Build(*projections, "first", Position{3});
    REQUIRE(projections->SwapTo(*first).ok());
    Build(*projections, "interrupted", Position{9});
  }
  {
    const auto current = projections->OpenCurrent();
    REQUIRE(current.ok());
    CHECK(ValueIn(**current) == "first");
  }
  const auto next = Build(*projections, "third", Position{4});
  CHECK_FALSE(std::filesystem::exists(folder / "projections/000002"));
  CHECK(std::filesystem::exists(folder / "projections/000001"));
}

TEST_CASE("projection folder: a damaged pointer is refused, and a rebuild repairs it") {
  const TempFolder folder;
  const auto projections = OpenIn(folder);
  std::ofstream(folder / "projections/CURRENT") << "nonsense";
  CHECK(base::ReasonOf(projections->OpenCurrent().status()) == ErrorReason::kDataCorrupt);
  {
    const auto next = Build(*projections, "new", Position{1});
    REQUIRE(projections->SwapTo(*next).ok());
  }
  const auto current = projections->OpenCurrent();
  REQUIRE(current.ok());
  CHECK(ValueIn(**current) == "new");
}

TEST_CASE("projection folder: rows of other code are not found") {
  const TempFolder folder;
  {
    const auto projections = OpenIn(folder);
    const auto first = Build(*projections, "first", Position{3});
    REQUIRE(projections->SwapTo(*first).ok());
  }
  CHECK(base::ReasonOf(OpenIn(folder, "code 2")->OpenCurrent().status()) == ErrorReason::kNotFound);
}

}  // namespace anchorledger::storage
