// An event under construction, for tests: a payload with valid defaults and a header that is
// completed as the server completes it. Every change returns the draft, so that they chain:
//
//   PurchaseRecorded("p-1", "supplier-1", Usd(120'00), "2024-03-05").Partnership("ps-1").Late("x")
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "proto/base/date.h"
#include "proto/base/money.h"
#include "proto/base/strong_id.h"
#include "services/domain/recorded_event.h"

namespace anchorledger::event::v1 {
enum Basis : int;
enum Role : int;
enum Visibility : int;
}  // namespace anchorledger::event::v1

namespace anchorledger::testing {

base::Date Day(std::string_view iso);  // "2024-02-29"; ends the test program when it is no day
base::Money Usd(std::int64_t minor);
base::Money Gbp(std::int64_t minor);

class Draft {
 public:
  explicit Draft(event::v1::EventPayload payload);
  Draft(const Draft& other);
  Draft(Draft&&) noexcept;
  Draft& operator=(const Draft& other);
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  // Header.
  Draft& On(std::string_view iso);  // effective_on; the business date of the payload stays
  Draft& On(base::Date day);
  Draft& Anchor(std::string_view anchor_id);
  Draft& Facility(std::string_view facility_id);
  Draft& Partnership(std::string_view partnership_id);
  Draft& By(event::v1::Role role);       // else the first role that may record the type
  Draft& From(std::string_view org_id);  // the recorder's organisation; else "anchor-1"
  Draft& Late(std::string_view late_reason);
  Draft& Reason(std::string_view reason_code);
  Draft& WithBasis(event::v1::Basis basis);
  Draft& WithVisibility(event::v1::Visibility visibility);
  Draft& Corroborates(std::uint64_t position);
  Draft& Batch(std::string_view batch_id);

  // Payload, by path below the event ("amount.minor"). Ends the test program when it does not fit.
  Draft& Set(std::string_view path, std::string_view text);  // a text, or an enum's full name
  Draft& Set(std::string_view path, const char* text) { return Set(path, std::string_view(text)); }
  Draft& Set(std::string_view path, std::int64_t number);
  Draft& Set(std::string_view path, int number) { return Set(path, std::int64_t{number}); }
  Draft& Set(std::string_view path, bool flag);
  Draft& Set(std::string_view path, base::Date day);
  Draft& Set(std::string_view path, base::Money money);
  Draft& SetJson(std::string_view path, std::string_view json);
  Draft& Clear(std::string_view path);

  event::v1::EventHeader& header() { return *header_; }
  event::v1::EventPayload& payload() { return *payload_; }
  const event::v1::EventHeader& header() const { return *header_; }
  const event::v1::EventPayload& payload() const { return *payload_; }
  int type() const;
  std::string InWords() const;  // type and values, for the messages of tests

  // As the server hands it to the domain: header completed, actor filled in, stream derived. A
  // correction gets `target_stream`.
  domain::ProposedEvent Propose(base::Date today, const base::StreamId& target_stream = {}) const;

 private:
  std::unique_ptr<event::v1::EventHeader> header_;
  std::unique_ptr<event::v1::EventPayload> payload_;
};

}  // namespace anchorledger::testing
