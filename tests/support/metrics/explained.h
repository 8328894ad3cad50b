// What the contributions of an explanation have to make.
#pragma once

#include <catch2/catch.hpp>
#include <vector>

#include "services/metrics/explain.h"

namespace anchorledger::testing {

// Fails the test unless the contributions make the total of the cell in the way that the
// explanation says: they add up to it, or the marked ones are the middle of all.
inline void CheckMakesCell(const metrics::Explanation& explained) {
  absl::int128 numerator = 0;
  absl::int128 denominator = 0;
  std::vector<absl::int128> middle;
  const metrics::Contribution* before = nullptr;
  for (const metrics::Contribution& contribution : explained.contributions) {
    numerator += contribution.numerator;
    denominator += contribution.denominator;
    if (contribution.in_middle) middle.push_back(contribution.numerator);
    if (explained.combined == metrics::Combined::kMedian && before != nullptr) {
      CHECK(before->numerator <= contribution.numerator);
    }
    before = &contribution;
  }
  if (explained.combined == metrics::Combined::kSum) {
    CHECK(numerator == explained.total.numerator);
    CHECK(denominator == explained.total.denominator);
    CHECK(middle.empty());
    return;
  }
  if (explained.contributions.empty()) {
    CHECK(explained.total.denominator == 0);
    return;
  }
  const std::size_t count = explained.contributions.size();
  REQUIRE(middle.size() == (count % 2 == 1 ? 1 : 2));
  CHECK(explained.contributions[count / 2].in_middle);
  const absl::int128 sum = middle.size() == 1 ? middle[0] : middle[0] + middle[1];
  // The same fraction, in whatever terms.
  CHECK(sum * explained.total.denominator ==
        explained.total.numerator * static_cast<absl::int128>(middle.size()));
}

}  // namespace anchorledger::testing
