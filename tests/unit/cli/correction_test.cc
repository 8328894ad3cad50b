#include "clients/cli/correction.h"

#include <catch2/catch.hpp>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::cli {
namespace {

using Payload = event::v1::EventPayload;

constexpr auto kPurchase = static_cast<std::uint32_t>(Payload::kPurchaseRecorded);

std::string NewJson(const std::string& text) {
  const auto change = ParseFieldChange(kPurchase, text);
  INFO(base::ToString(change.status()));
  REQUIRE(change.ok());
  return change->new_json();
}

TEST_CASE("a field is changed as a person writes it and sent in its canonical form") {
  CHECK(NewJson("amount=12.50 USD") == R"({"minor":"1250","currency":"USD"})");
  CHECK(NewJson("amount.minor=1250") == R"("1250")");
  CHECK(NewJson("supplier_id=s-17") == R"("s-17")");
  CHECK(NewJson("invoice_date=2024-03-01") == R"({"days":19783})");
  CHECK(NewJson("is_construction=false") == "false");
  CHECK(NewJson("header.effective_on=2024-03-01") == R"({"days":19783})");
  CHECK(NewJson("category.scheme=internal") == R"("CATEGORY_SCHEME_INTERNAL")");
  CHECK(ParseFieldChange(kPurchase, "contract_id=")->has_new_absent());
}

TEST_CASE("a value in its canonical form is shown as people write it") {
  for (const std::string written :
       {"amount=12.50 USD", "amount.minor=1250", "supplier_id=s-17", "invoice_date=2024-03-01",
        "is_construction=true", "header.effective_on=2024-03-01", "category.scheme=internal"}) {
    const std::string path = written.substr(0, written.find('='));
    CHECK(path + "=" + ValueInWords(kPurchase, path, NewJson(written)) == written);
  }
  CHECK(ValueInWords(kPurchase, "colour", "7") == "7");
}

TEST_CASE("what is no field or no value of it is refused with its text") {
  CHECK_REASON(ParseFieldChange(kPurchase, "colour=red"), kFieldInvalid);
  CHECK_REASON(ParseFieldChange(kPurchase, "amount"), kFieldInvalid);
  CHECK_REASON(ParseFieldChange(kPurchase, "amount.minor=much"), kFieldInvalid);
  CHECK_REASON(ParseFieldChange(kPurchase, "amount=12.5 USD"), kFieldInvalid);
  CHECK_REASON(ParseFieldChange(4711, "amount=12.50 USD"), kFieldInvalid);
}

TEST_CASE("an event is named by its position or by its id") {
  CHECK(ParseEventName("812")->position == 812);
  CHECK(ParseEventName("812")->log_id.empty());
  const auto named = ParseEventName("0123456789abcdef-812");
  REQUIRE_OK(named);
  CHECK(named->log_id == "0123456789abcdef");
  CHECK(named->position == 812);
  for (const char* wrong : {"", "0", "-812", "8x", "0123456789abcdef", "0123456789abcdef-",
                            "0123456789abcdef-0", "0123456789abcde-812", "0123456789ABCDEF-812",
                            "0123456789abcdef-812-3", "99999999999999999999"}) {
    INFO(wrong);
    CHECK_REASON(ParseEventName(wrong), kFieldInvalid);
  }
}

TEST_CASE("changes are sent in the order of their paths") {
  const auto changes = ParseFieldChanges(kPurchase, {"supplier_id=b", "amount=1.00 USD"});
  REQUIRE_OK(changes);
  CHECK(changes->at(0).path() == "amount");
  CHECK(changes->at(1).path() == "supplier_id");
}

TEST_CASE("the value in force is learnt from the refusal, once") {
  event::v1::EventAmended amended;
  *amended.add_field_changes() = *ParseFieldChange(kPurchase, "supplier_id=b");
  const auto refusal = [](const std::string& in_force) {
    return base::MakeError(base::ErrorReason::kRuleBroken, "not in force",
                           {{"path", "supplier_id"}, {"in_force", in_force}});
  };
  CHECK(AdoptValueInForce(refusal("\"a\""), &amended));
  CHECK(amended.field_changes(0).old_json() == "\"a\"");
  CHECK_FALSE(AdoptValueInForce(refusal("\"a\""), &amended));
  CHECK(AdoptValueInForce(refusal("absent"), &amended));
  CHECK(amended.field_changes(0).has_old_absent());
  CHECK_FALSE(AdoptValueInForce(refusal("absent"), &amended));
  CHECK_FALSE(AdoptValueInForce(base::MakeError(base::ErrorReason::kRuleBroken, "x"), &amended));
}

}  // namespace
}  // namespace anchorledger::cli
