#include "proto/base/status.h"

#include <catch2/catch.hpp>

#include "tests/support/skip.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::base {
namespace {

using std::chrono::milliseconds;

TEST_CASE("the exit code of a skipped test is the one that ctest is told about") {
  CHECK(testing::kSkippedExit == 77);
}

TEST_CASE("the reason of an error decides its code") {
  const Status status = MakeError(ErrorReason::kPeriodClosed, "2024-01 is closed");
  CHECK(status.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(ReasonOf(status) == ErrorReason::kPeriodClosed);
  CHECK(MessageOf(status) == "2024-01 is closed");
}

TEST_CASE("metadata comes back in order, with any bytes in it") {
  const Metadata metadata = {{"expected", "3"}, {"actual", std::string("\0\xff;=", 4)}, {"", ""}};
  const Status status = MakeError(ErrorReason::kExpectationFailed, "raced", metadata);
  CHECK(MetadataOf(status) == metadata);
}

TEST_CASE("all field violations travel at once, in order") {
  const std::vector<FieldViolation> violations = {
      {"events[0].wage", "is 0, wanted at least 1", ErrorReason::kFieldInvalid},
      {"events[2].cohort_id", "is absent", ErrorReason::kFieldMissing}};
  const Status status = InvalidFields(violations);
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK(ReasonOf(status) == ErrorReason::kFieldInvalid);
  CHECK(FieldViolationsOf(status) == violations);
  CHECK(ToString(status) ==
        "FIELD_INVALID: 2 fields are wrong, the first: events[0].wage: is 0, wanted at least 1; "
        "events[2].cohort_id: is absent");
}

TEST_CASE("a context in front of the message keeps every detail") {
  const Status status =
      WithRetryDelay(MakeError(ErrorReason::kQueueFull, "4096 commits wait", {{"depth", "4096"}}),
                     milliseconds(250));
  const Status annotated = Annotate(status, "append");
  CHECK(MessageOf(annotated) == "append: 4096 commits wait");
  CHECK(DetailsOf(annotated) == DetailsOf(status));
  CHECK(RetryDelayOf(annotated) == milliseconds(250));
  CHECK(Annotate(absl::OkStatus(), "append").ok());
}

TEST_CASE("a status made elsewhere has no reason and no details") {
  const Status status = absl::UnavailableError("connection refused");
  CHECK(DetailsOf(status) == ErrorDetails{});
  CHECK(ToString(status) == "UNAVAILABLE: connection refused");
  CHECK(ToString(absl::OkStatus()) == "OK");
}

TEST_CASE("every reason has a name that parses back, an error code and a meaning") {
  int count = 0;
#define AL_ERROR_REASON(enumerator, name, number, code, meaning)   \
  CHECK(ParseReason(#name) == ErrorReason::enumerator);            \
  CHECK(ReasonName(ErrorReason::enumerator) == #name);             \
  CHECK(CodeOf(ErrorReason::enumerator) != absl::StatusCode::kOk); \
  CHECK(MeaningOf(ErrorReason::enumerator).size() > 10);           \
  ++count;
#include "proto/base/error_reason.def"
#undef AL_ERROR_REASON
  CHECK(count >= 32);
  CHECK_FALSE(ParseReason("NO_SUCH_REASON").has_value());
}

StatusOr<int> Half(int number) {
  if (number % 2 != 0) return MakeError(ErrorReason::kFieldInvalid, "odd");
  return number / 2;
}

StatusOr<int> Quarter(int number) {
  AL_ASSIGN_OR_RETURN(const int half, Half(number));
  AL_ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

Status HalveTwice(int number) {
  AL_RETURN_IF_ERROR(Half(number).status());
  return Quarter(number).status();
}

TEST_CASE("the macros return the first error and else go on") {
  CHECK(*Quarter(12) == 3);
  CHECK_REASON(Quarter(6), kFieldInvalid);
  CHECK_OK(HalveTwice(4));
  CHECK_REASON(HalveTwice(3), kFieldInvalid);
}

}  // namespace
}  // namespace anchorledger::base
