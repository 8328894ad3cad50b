#include "proto/wire/status_fit.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "proto/base/limits.h"
#include "proto/wire/status_wire.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::wire {
namespace {

using base::ErrorReason;

base::Status Refusal(std::size_t violations) {
  std::vector<base::FieldViolation> fields;
  for (std::size_t at = 0; at < violations; ++at) {
    fields.push_back(
        {"events[" + std::to_string(at) + "].payload", "is absent", ErrorReason::kFieldMissing});
  }
  return base::InvalidFields(std::move(fields));
}

// As the strictest clients count.
std::size_t WireBytes(const base::Status& status) {
  const grpc::Status wire = ToGrpcStatus(status);
  return wire.error_details().size() * 4 / 3 + wire.error_message().size();
}

TEST_CASE("a refusal that fits stays as it is") {
  const base::Status status = Refusal(50);
  CHECK(FitStatus(status, kDetailsMaxDefault) == status);
  CHECK(FitStatus(Refusal(5'000), base::kMessageBytesMax) == Refusal(5'000));
  CHECK(FitStatus(absl::OkStatus(), kDetailsMaxDefault).ok());
}

TEST_CASE("of many violations the first stay, and the message says how many there are beyond") {
  const base::Status whole = Refusal(500);
  const base::Status fitted = FitStatus(whole, kDetailsMaxDefault);
  CHECK_REASON(fitted, kFieldMissing);
  CHECK(fitted.code() == whole.code());
  const auto violations = base::FieldViolationsOf(fitted);
  REQUIRE(violations.size() > 50);
  REQUIRE(violations.size() < 500);
  CHECK(violations[0].field == "events[0].payload");
  const std::string more = std::to_string(500 - violations.size()) + " more violations";
  CHECK(base::MessageOf(fitted).find(more) != std::string_view::npos);
  CHECK(base::MessageOf(fitted).find("500 fields are wrong") != std::string_view::npos);
  CHECK(WireBytes(fitted) <= kDetailsMaxDefault);
  CHECK(WireBytes(fitted) > kDetailsMaxDefault * 3 / 4);  // as many as fit
}

TEST_CASE("a long message and long values do not keep the reason from the client") {
  std::string message = "x";
  for (int at = 0; at < 5'000; ++at) message += "é";  // cut between letters only
  base::Status status = base::MakeError(ErrorReason::kRuleBroken, message,
                                        {{"in_force", std::string(9'000, 'v')}, {"rule", "r"}});
  const base::Status fitted = FitStatus(status, kDetailsMaxDefault);
  CHECK_REASON(fitted, kRuleBroken);
  CHECK(WireBytes(fitted) <= kDetailsMaxDefault);
  CHECK(base::MessageOf(fitted).ends_with("é..."));
  const auto metadata = base::DetailsOf(fitted).metadata;
  REQUIRE(metadata.size() == 1);
  CHECK(metadata[0].first == "rule");
}

TEST_CASE("a client may ask for more or less, within bounds") {
  CHECK(ParseDetailsMax("16384") == 16'384);
  CHECK(ParseDetailsMax("") == kDetailsMaxDefault);
  CHECK(ParseDetailsMax("all") == kDetailsMaxDefault);
  CHECK(ParseDetailsMax("-1") == kDetailsMaxDefault);
  CHECK(ParseDetailsMax("1") == 2'048);
  CHECK(ParseDetailsMax("99999999999") == base::kMessageBytesMax);
  CHECK(ParseDetailsMax(WholeDetails()) == base::kMessageBytesMax);
}

}  // namespace
}  // namespace anchorledger::wire
