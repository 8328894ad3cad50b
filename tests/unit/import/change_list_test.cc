// What a dry run found out about the metrics, as it is kept.
#include "services/import/change_list.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::importing {
namespace {

FoundMetricChange Change(const std::string& metric, const std::string& anchor, bool for_anchor,
                         bool for_others) {
  FoundMetricChange found;
  found.change.set_metric_id(metric);
  found.change.set_anchor_id(anchor);
  found.for_anchor = for_anchor;
  found.for_others = for_others;
  return found;
}

// The metrics of the changes that an organisation is shown.
std::vector<std::string> ShownTo(const std::string& organisation, ChangeListReader& list) {
  std::vector<std::string> metrics;
  list.Seek(0);
  FoundMetricChange found;
  while (true) {
    const auto more = list.Next(found);
    REQUIRE_OK(more);
    if (!*more) return metrics;
    if (IsShownTo(organisation, found)) metrics.push_back(found.change.metric_id());
  }
}

TEST_CASE("each side is shown its changes, and told how many there are") {
  const testing::TempFolder folder;
  const auto writer = ChangeListWriter::Create(folder / "");
  REQUIRE_OK(writer);
  REQUIRE_OK((*writer)->Add(Change("A", "anchor-1", true, true)));
  REQUIRE_OK((*writer)->Add(Change("B", "anchor-1", true, false)));
  REQUIRE_OK((*writer)->Add(Change("C", "anchor-1", true, false)));
  REQUIRE_OK((*writer)->Add(Change("D", "anchor-1", false, true)));
  REQUIRE_OK((*writer)->Add(Change("E", "anchor-2", false, true)));
  REQUIRE_OK((*writer)->Add(Change("F", "", false, true)));
  CHECK(base::ReasonOf(ChangeListReader::Open(folder / "").status()) ==
        base::ErrorReason::kNotFound);
  ChangeSummary summary;
  summary.state = api::v1::METRIC_CHANGES_STATE_COMPUTED;
  summary.computed_at = 17;
  summary.events = 6;
  REQUIRE_OK((*writer)->Finish(summary));

  const auto list = ChangeListReader::Open(folder / "");
  REQUIRE_OK(list);
  CHECK((*list)->summary().computed_at == 17);
  CHECK((*list)->summary().events == 6);
  const auto check = [&](const std::string& who, const std::vector<std::string>& metrics) {
    CAPTURE(who);
    CHECK(ShownTo(who, **list) == metrics);
    CHECK((*list)->summary().CountFor(who) == metrics.size());
  };
  check("anchor-1", {"A", "B", "C", "E", "F"});
  check("anchor-2", {"A", "D", "F"});
  check("steward", {"A", "D", "E", "F"});
  check("", {"A", "D", "E", "F"});
}

TEST_CASE("what was found before it was too much is not shown, and a failure is kept") {
  const testing::TempFolder folder;
  for (const auto state :
       {api::v1::METRIC_CHANGES_STATE_TOO_MANY_PERIODS, api::v1::METRIC_CHANGES_STATE_FAILED}) {
    const auto writer = ChangeListWriter::Create(folder / "");
    REQUIRE_OK(writer);
    REQUIRE_OK((*writer)->Add(Change("A", "anchor-1", true, true)));
    ChangeSummary summary;
    summary.state = state;
    summary.limit = 64;
    summary.failure = "in words";
    REQUIRE_OK((*writer)->Finish(summary));
    const auto list = ChangeListReader::Open(folder / "");
    REQUIRE_OK(list);
    CHECK(ShownTo("anchor-1", **list).empty());
    CHECK((*list)->summary().state == state);
    CHECK((*list)->summary().CountFor("anchor-1") == 0);
    CHECK((*list)->summary().limit == 64);
    CHECK((*list)->summary().failure == "in words");
  }
}

}  // namespace
}  // namespace anchorledger::importing
