// A name belongs to one partner, also when two ask for it at the same time.
#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/append/bulk_appender.h"
#include "services/append/event_appender.h"
#include "services/projections/stream_history.h"
#include "tests/unit/append/fixture.h"

namespace anchorledger::append {
namespace {

using storage::AppendResult;
using testing::AppendRequest;
using testing::PartnerEvent;

// A log in which commits stay on their way until the test lets them land.
class HeldLog final : public storage::EventLog {
 public:
  explicit HeldLog(storage::EventLog& log) : log_(log) {}

  std::size_t on_their_way() const { return held_.size(); }
  void Land() {
    for (auto& [commit, done] : std::exchange(held_, {})) {
      REQUIRE_OK(log_.Append(std::move(commit), std::move(done)));
    }
  }

  base::Status Append(storage::Commit commit, AppendCallback done) override {
    held_.emplace_back(std::move(commit), std::move(done));
    return absl::OkStatus();
  }
  base::StatusOr<storage::FoundRequest> FindRequest(
      const base::TenantId& tenant, std::string_view request_id,
      const storage::RequestDigest& digest) const override {
    return log_.FindRequest(tenant, request_id, digest);
  }
  base::StatusOr<std::vector<storage::Record>> Read(base::Position from, storage::ReadLimit limit,
                                                    storage::Direction direction) const override {
    return log_.Read(from, limit, direction);
  }
  base::StatusOr<std::vector<storage::Record>> ReadStream(
      const base::TenantId& tenant, const base::StreamId& stream, base::Revision from,
      storage::ReadLimit limit, storage::Direction direction) const override {
    return log_.ReadStream(tenant, stream, from, limit, direction);
  }
  storage::LogHead Head() const override { return log_.Head(); }
  storage::Notification NotifyAt(base::Position position, storage::HeadCallback callback) override {
    return log_.NotifyAt(position, std::move(callback));
  }
  base::Position LastCommonPosition(const storage::ResumePoint& point) const override {
    return log_.LastCommonPosition(point);
  }

 private:
  storage::EventLog& log_;
  std::vector<std::pair<storage::Commit, AppendCallback>> held_;
};

// An index that is true for whatever is durable, and for nothing else.
class DurableNames final : public Lookups {
 public:
  explicit DurableNames(const storage::EventLog& log) : log_(log) {}

  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId& tenant,
                                                    domain::NameIndex index,
                                                    std::string_view key) const override {
    std::vector<base::StreamId> streams;
    AL_ASSIGN_OR_RETURN(const auto records,
                        log_.Read(base::Position(1), {}, storage::Direction::kForward));
    for (const storage::Record& record : records) {
      AL_ASSIGN_OR_RETURN(const domain::RecordedEvent event, projections::DecodeRecord(record));
      for (const domain::NameEntry& entry : domain::NameKeysOf(*event.payload)) {
        if (record.tenant == tenant && entry == domain::NameEntry{index, std::string(key)}) {
          streams.push_back(record.stream);
        }
      }
    }
    return streams;
  }
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId&,
                                                        const base::StreamId&,
                                                        size_t) const override {
    return std::vector<base::Position>();
  }
  const domain::MetricShape* FindMetric(std::string_view) const override { return nullptr; }

 private:
  const storage::EventLog& log_;
};

struct Race {
  Fixture fixture;
  HeldLog log{fixture.memory};
  DurableNames names{fixture.memory};
  std::vector<absl::AnyInvocable<void()>> later;
  std::vector<std::pair<std::string, base::Status>> answers;  // by request, in their order
  EventAppender appender{{.log = log,
                          .cache = fixture.cache,
                          .lookups = names,
                          .clock = fixture.clock,
                          .run_later = [this](auto task) { later.push_back(std::move(task)); }}};

  Race() {
    fixture.actor.roles = {event::v1::ROLE_CB, event::v1::ROLE_STW, event::v1::ROLE_SC};
    fixture.Register();
  }
  void Append(const std::string& request, const std::string& partner, const std::string& name) {
    auto command = fixture.Parse(AppendRequest(request, PartnerEvent(partner, name)));
    REQUIRE_OK(command);
    appender.Append(*std::move(command),
                    [this, request](const base::StatusOr<AppendOutcome>& outcome) {
                      answers.emplace_back(request, outcome.status());
                    });
  }
  void RunLater() {
    for (auto& task : std::exchange(later, {})) task();
  }
};

TEST_CASE("who asks for a name that another is about to take is decided after it") {
  Race race;
  race.Append("r-1", "p-1", "Laundry Co-op");
  race.Append("r-2", "p-2", "laundry co op");
  race.RunLater();
  CHECK(race.log.on_their_way() == 1);
  CHECK(race.answers.empty());
  race.log.Land();
  REQUIRE(race.answers.size() == 1);
  CHECK_OK(race.answers[0].second);
  race.RunLater();
  REQUIRE(race.answers.size() == 2);
  CHECK_REASON(race.answers[1].second, kRuleBroken);
  CHECK(race.log.on_their_way() == 0);
}

TEST_CASE("a name is free again when its commit was refused") {
  Race race;
  race.Append("r-1", "p-1", "Laundry Co-op");
  race.Append("r-2", "p-2", "Laundry Co-op");
  // Somebody else opens the first one's stream meanwhile.
  REQUIRE_OK(race.fixture.Append(AppendRequest("r-x", PartnerEvent("p-1", "Another"))));
  race.log.Land();
  REQUIRE(race.answers.size() == 1);
  CHECK_REASON(race.answers[0].second, kExpectationFailed);
  race.RunLater();
  race.log.Land();
  REQUIRE(race.answers.size() == 2);
  CHECK_OK(race.answers[1].second);
}

TEST_CASE("other names, and the same name in another network, wait for nobody") {
  Race race;
  race.Append("r-1", "p-1", "Laundry Co-op");
  race.Append("r-2", "p-2", "Bakery Co-op");
  race.fixture.actor.tenant = base::TenantId("net-2");
  race.fixture.Register();
  race.Append("r-3", "p-1", "Laundry Co-op");
  CHECK(race.log.on_their_way() == 3);
  race.log.Land();
  REQUIRE(race.answers.size() == 3);
  for (const auto& [request, status] : race.answers) CHECK_OK(status);
}

// A row of a file that makes the laundry co-operative a partner.
std::vector<BulkEvent> LaundryRow(const std::string& id) {
  const api::v1::ProposedEvent event = PartnerEvent(id, "Laundry Co-op");
  auto header = std::make_shared<event::v1::EventHeader>();
  *header->mutable_effective_on() = event.effective_on();
  return {{.header = std::move(header),
           .payload = std::make_shared<event::v1::EventPayload>(event.payload())}};
}

BulkAppender::Parts PartsOf(Race& race) {
  return {.log = race.fixture.memory,
          .cache = race.fixture.cache,
          .lookups = race.names,
          .clock = race.fixture.clock};
}

TEST_CASE("a row of a file sees the names of the commit before it, though that is on its way") {
  Race race;
  BulkAppender rows(PartsOf(race), race.fixture.actor, BulkAppender::Mode::kAppend);
  REQUIRE_OK(rows.Add(LaundryRow("p-1"), 1));
  REQUIRE_OK(rows.Submit("rows-1"));
  CHECK_REASON(rows.Add(LaundryRow("p-2"), 2), kRuleBroken);
  CHECK_OK(rows.Drain());
}

TEST_CASE("a row waits for no name that only its own thread can give back") {
  Race race;
  BulkAppender first(PartsOf(race), race.fixture.actor, BulkAppender::Mode::kAppend);
  BulkAppender second(PartsOf(race), race.fixture.actor, BulkAppender::Mode::kAppend,
                      [&first] { return first.Drain(); });
  REQUIRE_OK(first.Add(LaundryRow("p-1"), 1));
  REQUIRE_OK(first.Submit("rows-1"));
  CHECK_REASON(second.Add(LaundryRow("p-2"), 2), kRuleBroken);
}

}  // namespace
}  // namespace anchorledger::append
