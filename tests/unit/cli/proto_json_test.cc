#include "clients/cli/output/proto_json.h"

#include <catch2/catch.hpp>

#include "anchorledger/api/v1/event.pb.h"
#include "clients/cli/append_file.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::cli {
namespace {

using api::v1::ProposedEvent;

constexpr const char* kLoan = R"({
  "payload": {"loan_disbursed": {"investment_id": "inv-1", "draw_no": 1,
    "amount": {"minor": 60000000, "currency": "USD"}, "funded_on": "2022-03-01",
    "ledger_ref": "gl-1"}},
  "effective_on": "2022-03-01", "anchor_id": "bmc", "revision": 3, "basis": "actual"})";

ProposedEvent Parsed(const std::string& text) {
  ProposedEvent event;
  const base::Status status = JsonToMessage(Json::parse(text), &event);
  INFO(base::ToString(status));
  REQUIRE(status.ok());
  return event;
}

std::vector<base::FieldViolation> Refused(const std::string& text) {
  ProposedEvent event;
  return base::FieldViolationsOf(JsonToMessage(Json::parse(text), &event));
}

TEST_CASE("an event survives the way to JSON and back") {
  const ProposedEvent event = Parsed(kLoan);
  CHECK(event.payload().loan_disbursed().funded_on().days() == 19052);
  CHECK(event.basis() == event::v1::BASIS_ACTUAL);
  CHECK(nlohmann::json(MessageToJson(event)) == nlohmann::json::parse(kLoan));
}

TEST_CASE("short forms stand for money, periods and places") {
  const ProposedEvent loan =
      Parsed(R"({"payload": {"loan_disbursed": {"amount": "600000.05 USD"}}})");
  CHECK(loan.payload().loan_disbursed().amount().minor() == 60000005);
  const ProposedEvent yen = Parsed(R"({"payload": {"loan_disbursed": {"amount": "75 JPY"}}})");
  CHECK(yen.payload().loan_disbursed().amount().minor() == 75);
  const ProposedEvent hire =
      Parsed(R"({"payload": {"hire_recorded": {"residence_geo": "zcta5:02119"}}})");
  CHECK(hire.payload().hire_recorded().residence_geo().code() == "02119");
  const ProposedEvent due =
      Parsed(R"({"payload": {"partner_report_due": {"period": "2022-01-01..2022-12-31"}}})");
  CHECK(due.payload().partner_report_due().period().to().days() == 19357);
}

TEST_CASE("a sentence says what is wrong with a day or an amount") {
  const auto [field, value, said] = GENERATE(table<std::string, std::string, std::string>({
      {"funded_on", "2206-01-01", "days from 1900-01-01 to 2199-12-31"},
      {"funded_on", "1850-01-01", "days from 1900-01-01 to 2199-12-31"},
      {"funded_on", "2019-02-30", "there is no such day"},
      {"funded_on", "01/02/2019", "write it as YYYY-MM-DD"},
      {"amount", "5.00 JPY", "JPY has no decimals"},
      {"amount", "5.0 USD", "USD has 2 decimals"},
      {"amount", "5.00 XXZ", "is not an ISO 4217 currency code"},
      {"amount", "99999999999999999999.00 USD", "too large"},
      {"amount", "5", "an amount and a currency"},
  }));
  INFO(value);
  const auto violations =
      Refused(R"({"payload": {"loan_disbursed": {")" + field + R"(": ")" + value + R"("}}})");
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].description.find(said) != std::string::npos);
}

TEST_CASE("what cannot be read is named by its path") {
  const auto [text, path] = GENERATE(table<std::string, std::string>({
      {R"({"payload": {"loan_disbursed": {"amount": "1.5 USD"}}})",
       "payload.loan_disbursed.amount"},
      {R"({"payload": {"loan_disbursed": {"amount": "12.345 USD"}}})",
       "payload.loan_disbursed.amount"},
      {R"({"payload": {"loan_disbursed": {"amount": "1,000.00 USD"}}})",
       "payload.loan_disbursed.amount"},
      {R"({"payload": {"loan_disbursed": {"draw_no": 1.5}}})", "payload.loan_disbursed.draw_no"},
      {R"({"payload": {"loan_disbursed": {"draw_no": 3000000000}}})",
       "payload.loan_disbursed.draw_no"},
      {R"({"payload": {"loan_disbursed": {"draw_no": "1"}}})", "payload.loan_disbursed.draw_no"},
      {R"({"effective_on": "2022-02-30"})", "effective_on"},
      {R"({"basis": "actually"})", "basis"},
      {R"({"basis": "unspecified"})", "basis"},
      {R"({"evidence_refs": [{"kind": "invoice"}, {"sort": "x"}]})", "evidence_refs[1].sort"},
      {R"({"surprise": 1})", "surprise"},
      {R"({"any": {}, "no_stream": {}})", "no_stream"},
  }));
  const auto violations = Refused(text);
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].field == path);
}

TEST_CASE("an unknown enum word is answered with the words there are") {
  const auto violations = Refused(R"({"basis": "guessed"})");
  REQUIRE(violations.size() == 1);
  CHECK(violations[0].description.find("actual, estimated, projected") != std::string::npos);
}

TEST_CASE("a file holds one event, a list, or one a line") {
  const std::string one = R"({"anchor_id": "a"})";
  CHECK(ParseProposedEvents(one)->size() == 1);
  CHECK(ParseProposedEvents("[" + one + "," + one + "]")->size() == 2);
  CHECK(ParseProposedEvents(one + "\n\n" + one + "\n" + one)->size() == 3);
}

TEST_CASE("an event that says nothing about its stream accepts any state") {
  const auto events = ParseProposedEvents(R"([{"anchor_id": "a"}, {"no_stream": {}}])");
  REQUIRE(events.ok());
  CHECK((*events)[0].has_any());
  CHECK((*events)[1].has_no_stream());
}

TEST_CASE("an error in a file names the event") {
  const auto events = ParseProposedEvents(R"([{"anchor_id": "a"}, {"anchor": "b"}])");
  REQUIRE_FALSE(events.ok());
  CHECK(base::FieldViolationsOf(events.status())[0].field == "events[1].anchor");
}

}  // namespace
}  // namespace anchorledger::cli
