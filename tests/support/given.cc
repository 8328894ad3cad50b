#include "tests/support/given.h"

#include <catch2/catch.hpp>

namespace anchorledger::testing {
namespace {

std::string MetadataValue(const base::Status& status, std::string_view key) {
  for (const auto& [name, value] : base::MetadataOf(status)) {
    if (name == key) return value;
  }
  return {};
}

}  // namespace

Story Given(const std::vector<Draft>& events) { return Story(events); }

Story::Story(const std::vector<Draft>& given) {
  And(StandardNetwork());
  network_size_ = world_.last_position();
  And(given);
}

Story& Story::And(const std::vector<Draft>& given) {
  for (const Draft& draft : given) {
    result_ = world_.Append({draft}).status();
    INFO("given: " << base::ToString(result_));
    REQUIRE(result_.ok());
  }
  return *this;
}

Story& Story::When(const std::vector<Draft>& request) {
  result_ = world_.Append(request).status();
  return *this;
}

Story& Story::WhenAmended(std::uint64_t nth, const std::vector<Change>& changes) {
  return When(EventAmended(PositionOf(nth), changes));
}

Story& Story::WhenVoided(std::uint64_t nth) { return When(EventVoided(PositionOf(nth))); }

Story& Story::ThenAccepted() {
  INFO(base::ToString(result_));
  CHECK(result_.ok());
  return *this;
}

Story& Story::ThenRefused(std::string_view rule, std::string_view field) {
  INFO(base::ToString(result_));
  CHECK(!result_.ok());
  CHECK(MetadataValue(result_, "rule") == rule);
  if (!field.empty()) CHECK(MetadataValue(result_, "field") == field);
  return *this;
}

Story& Story::ThenRefusedAs(base::ErrorReason reason, std::string_view field) {
  INFO(base::ToString(result_));
  CHECK(!result_.ok());
  CHECK(base::ReasonName(base::ReasonOf(result_)) == base::ReasonName(reason));
  if (field.empty()) return *this;
  std::string seen = MetadataValue(result_, "field");
  if (const auto violations = base::FieldViolationsOf(result_); !violations.empty()) {
    seen = violations.front().field;
  }
  CHECK(seen == field);
  return *this;
}

Story& Story::Saying(std::string_view words) {
  INFO(base::ToString(result_));
  CHECK(base::MessageOf(result_).find(words) != std::string_view::npos);
  return *this;
}

Story& Story::AndLate(bool late) {
  REQUIRE(!world_.verdicts().empty());
  CHECK(world_.verdicts().back().late == late);
  return *this;
}

}  // namespace anchorledger::testing
