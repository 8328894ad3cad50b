// Pages of ListEvents join up to what a walk through the whole log finds, however far the event
// index lags behind it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "services/append/stream_cache.h"
#include "services/domain/world.h"
#include "services/events/list_events.h"
#include "services/rpc/call.h"
#include "services/rpc/token_sealer.h"
#include "tests/support/projections/projected_ledger.h"
#include "tests/support/projections/random_events.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::testing {
namespace {

namespace api = ::anchorledger::api::v1;

security::PrincipalRef Steward() {
  return std::make_shared<security::Principal>(
      security::Principal{.tenant = base::TenantId(std::string(kTenant)),
                          .actor = base::ActorId("actor"),
                          .organisation = base::OrganisationId("network-office"),
                          .roles = {security::Role::kStw},
                          .token_id = "token"});
}

// A ledger whose event index can be held back.
class Listing {
 public:
  explicit Listing(std::uint64_t seed) : random(seed), index_(ledger.projection().Index()) {}

  void Grow(int steps) {
    for (int i = 0; i < steps; ++i) {
      const std::vector<Draft> drafts = random.Next(ledger.last_position());
      if (ledger.TryRecord(drafts).ok()) random.Accepted(drafts.back(), ledger.last_position());
      if (random.Number(1, 50) == 1) ledger.NextDay();
    }
  }
  // From here on, the index stands where the projection stands now.
  void HoldIndex() { index_.emplace(ledger.projection().Index()); }

  api::ListEventsResponse Page(const api::ListEventsRequest& request) {
    const rpc::Call call("ListEvents", Steward(),
                         std::chrono::system_clock::now() + std::chrono::minutes(1));
    api::ListEventsResponse response;
    REQUIRE_OK(events::ListEvents({ledger.log(), cache_, sealer_, [this] { return *index_; }}, call,
                                  request, response));
    return response;
  }

  // All pages of a request.
  std::vector<std::uint64_t> Positions(api::ListEventsRequest request) {
    std::vector<std::uint64_t> positions;
    while (true) {
      const api::ListEventsResponse page = Page(request);
      CHECK(page.events_size() <= request.page_size());
      for (const auto& event : page.events()) positions.push_back(event.position());
      if (page.next_page_token().empty()) return positions;
      request.set_page_token(page.next_page_token());
    }
  }

  // Every event of the log, forwards; nothing narrows, so no index is asked.
  std::vector<api::RecordedEvent> Walk() {
    std::vector<api::RecordedEvent> events;
    api::ListEventsRequest request;
    do {
      const api::ListEventsResponse page = Page(request);
      events.insert(events.end(), page.events().begin(), page.events().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return events;
  }

  ProjectedLedger ledger;
  RandomEvents random;

 private:
  append::StreamCache cache_{ledger.log(), 10'000};
  const rpc::TokenSealer sealer_{std::string(rpc::TokenSealer::kKeyBytes, 'k')};
  std::optional<projections::EventIndex> index_;
};

bool Before(const google::protobuf::Timestamp& a, const google::protobuf::Timestamp& b) {
  return a.seconds() != b.seconds() ? a.seconds() < b.seconds() : a.nanos() < b.nanos();
}

// Whether the event, or the first one of its stream, names the thing, or lies in its stream.
bool IsAbout(const api::RecordedEvent& event, const std::vector<api::RecordedEvent>& all,
             const std::string& thing) {
  const auto names = [&](const api::RecordedEvent& one) {
    const std::vector<base::StreamId> named = domain::StreamsNamedBy(one.header(), one.payload());
    return std::find(named.begin(), named.end(), base::StreamId(thing)) != named.end();
  };
  const auto opening = std::find_if(all.begin(), all.end(), [&](const api::RecordedEvent& one) {
    return one.stream() == event.stream();
  });
  return event.stream() == thing || names(event) || names(*opening);
}

bool IsAboutThings(const api::RecordedEvent& event, const std::vector<api::RecordedEvent>& all,
                   const api::EventFilter& filter) {
  return (filter.supplier_id().empty() ||
          IsAbout(event, all, "supplier/" + filter.supplier_id())) &&
         (filter.partner_id().empty() || IsAbout(event, all, "partner/" + filter.partner_id()));
}

bool Matches(const api::RecordedEvent& event, const api::EventFilter& filter) {
  const event::v1::EventHeader& header = event.header();
  bool type = filter.event_types().empty();
  for (const std::string& name : filter.event_types()) {
    const auto* field =
        event.payload().GetDescriptor()->FindFieldByNumber(static_cast<int>(header.event_type()));
    type = type || field->message_type()->name() == name;
  }
  const std::int32_t day = header.effective_on().days();
  return type &&
         (filter.partnership_id().empty() || header.partnership_id() == filter.partnership_id()) &&
         (filter.anchor_id().empty() || header.anchor_id() == filter.anchor_id()) &&
         (filter.batch_id().empty() || header.batch_id() == filter.batch_id()) &&
         (filter.actor_ref().empty() || header.actor_ref() == filter.actor_ref()) &&
         (filter.actor_org_id().empty() || header.actor_org_id() == filter.actor_org_id()) &&
         (!filter.late_only() || header.late()) &&
         (!filter.has_effective_from() || day >= filter.effective_from().days()) &&
         (!filter.has_effective_to() || day <= filter.effective_to().days()) &&
         (!filter.has_recorded_from() || !Before(event.recorded_at(), filter.recorded_from())) &&
         (!filter.has_recorded_before() || Before(event.recorded_at(), filter.recorded_before()));
}

api::ListEventsRequest RandomRequest(RandomEvents& random,
                                     const std::vector<api::RecordedEvent>& all) {
  api::ListEventsRequest request;
  api::EventFilter& filter = *request.mutable_filter();
  const auto chance = [&](int one_in) { return random.Number(1, one_in) == 1; };
  const auto any = [&]() -> const api::RecordedEvent& {
    return all[static_cast<std::size_t>(random.Number(1, static_cast<int>(all.size())) - 1)];
  };
  if (chance(2)) filter.set_partnership_id(chance(2) ? "ps-1" : "ps-2");
  if (chance(3)) filter.set_anchor_id(any().header().anchor_id());
  if (chance(4)) filter.set_batch_id("batch-1");
  if (chance(6)) filter.set_actor_ref(any().header().actor_ref());
  if (chance(6)) filter.set_actor_org_id(any().header().actor_org_id());
  if (chance(8)) filter.set_late_only(true);
  if (chance(4)) filter.set_supplier_id("supplier-" + std::to_string(random.Number(1, 4)));
  if (chance(4)) filter.set_partner_id("partner-" + std::to_string(random.Number(1, 4)));
  if (chance(3)) filter.add_event_types("PurchaseRecorded");
  if (chance(4)) filter.add_event_types("EventAmended");
  if (chance(3)) *filter.mutable_effective_from() = any().header().effective_on();
  if (chance(3)) *filter.mutable_effective_to() = any().header().effective_on();
  if (chance(4)) *filter.mutable_recorded_from() = any().recorded_at();
  if (chance(4)) *filter.mutable_recorded_before() = any().recorded_at();
  if (chance(3)) request.set_start_after_position(any().position());
  request.set_page_size(static_cast<std::int32_t>(random.Number(1, 40)));
  return request;
}

// What the request should find, by a look at every event.
std::vector<std::uint64_t> Expected(const std::vector<api::RecordedEvent>& all,
                                    const api::ListEventsRequest& request) {
  std::vector<std::uint64_t> positions;
  const bool backwards = request.order() == api::LIST_ORDER_BACKWARDS;
  const std::uint64_t start = request.start_after_position();
  for (const api::RecordedEvent& event : all) {
    const bool beyond =
        start == 0 || (backwards ? event.position() < start : event.position() > start);
    const bool wanted =
        Matches(event, request.filter()) && IsAboutThings(event, all, request.filter());
    if (beyond && wanted) positions.push_back(event.position());
  }
  if (backwards) std::reverse(positions.begin(), positions.end());
  return positions;
}

TEST_CASE("lists in both directions equal a walk through the log, wherever the index stands") {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 4)));
  CAPTURE(seed);
  Listing listing(seed);
  listing.Grow(350);
  listing.HoldIndex();
  for (int round = 0; round < 3; ++round) {  // at the head, a little behind, far behind
    CAPTURE(round);
    const std::vector<api::RecordedEvent> all = listing.Walk();
    REQUIRE(all.size() == listing.ledger.last_position());
    for (int i = 0; i < 25; ++i) {
      api::ListEventsRequest request = RandomRequest(listing.random, all);
      CAPTURE(request.ShortDebugString());
      CHECK(listing.Positions(request) == Expected(all, request));
      request.set_order(api::LIST_ORDER_BACKWARDS);
      CHECK(listing.Positions(request) == Expected(all, request));
    }
    listing.Grow(round == 0 ? 20 : 300);
  }
}

TEST_CASE("one page goes on beyond what the index is asked for at a time") {
  Listing listing(1);
  for (int i = 0; i < 600; ++i) {
    listing.ledger.Record(
        PurchaseRecorded("p-" + std::to_string(i), "supplier-1", Usd(1), "2024-01-01")
            .Partnership("ps-1"));
  }
  listing.HoldIndex();
  const std::vector<api::RecordedEvent> all = listing.Walk();
  api::ListEventsRequest request;
  request.mutable_filter()->add_event_types("PurchaseRecorded");
  request.set_page_size(1'000);
  for (const auto order : {api::LIST_ORDER_FORWARDS, api::LIST_ORDER_BACKWARDS}) {
    request.set_order(order);
    const api::ListEventsResponse page = listing.Page(request);
    CHECK(page.events_size() == 600);
    CHECK(listing.Positions(request) == Expected(all, request));
  }
}

TEST_CASE("an event that was recorded a moment ago is listed though the index has not seen it") {
  Listing listing(1);
  listing.HoldIndex();
  const std::uint64_t position = listing.ledger.Record(
      PurchaseRecorded("p-new", "supplier-1", Usd(1), "2024-01-01").Partnership("ps-1"));
  api::ListEventsRequest request;
  request.mutable_filter()->add_event_types("PurchaseRecorded");
  const api::ListEventsResponse page = listing.Page(request);
  REQUIRE(page.events_size() == 1);
  CHECK(page.events(0).position() == position);
  CHECK(page.head_position() == position);
}

}  // namespace
}  // namespace anchorledger::testing
