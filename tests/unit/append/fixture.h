// An appender over a memory log, stepped on the test's thread.
#pragma once

#include <optional>
#include <vector>

#include "anchorledger/api/v1/event.pb.h"
#include "anchorledger/event/v1/enums.pb.h"
#include "proto/runtime/clock.h"
#include "services/append/append_request.h"
#include "services/append/event_appender.h"
#include "storage/log/memory_log.h"
#include "tests/support/server/sample_requests.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::append {

// Finds nothing by name.
class EmptyLookups final : public Lookups {
 public:
  base::StatusOr<std::vector<base::StreamId>> Named(const base::TenantId&, domain::NameIndex,
                                                    std::string_view) const override {
    return std::vector<base::StreamId>();
  }
  base::StatusOr<std::vector<base::Position>> Referrers(const base::TenantId&,
                                                        const base::StreamId&,
                                                        size_t) const override {
    return std::vector<base::Position>();
  }
  const domain::MetricShape* FindMetric(std::string_view) const override { return nullptr; }
};

struct Fixture {
  static constexpr base::Instant kNow{1'735'689'600'000'000};  // 2025-01-01

  runtime::ManualClock clock{kNow};
  storage::MemoryLog memory{storage::LogId{7}, clock};
  storage::EventLog* log = &memory;
  StreamCache cache{memory, 10'000};
  EmptyLookups lookups;
  std::vector<absl::AnyInvocable<void()>> later;  // what the appender put off
  int retried = 0;
  Actor actor{.tenant = base::TenantId("net-1"),
              .actor = base::ActorId("actor-1"),
              .organisation = base::OrganisationId("anchor-1"),
              .roles = {event::v1::ROLE_SC, event::v1::ROLE_STW}};

  struct CountRetries final : AppendObserver {
    explicit CountRetries(int& count) : count_(count) {}
    void Retried() override { ++count_; }
    int& count_;
  };
  CountRetries observer{retried};
  EventAppender appender{{.log = memory,
                          .cache = cache,
                          .lookups = lookups,
                          .clock = clock,
                          .run_later = [this](auto task) { later.push_back(std::move(task)); },
                          .observer = &observer}};

  base::StatusOr<AppendCommand> Parse(const api::v1::AppendEventsRequest& request) {
    LogWorld world = appender.MakeWorld(actor.tenant);
    return ParseAppendRequest(request, actor, world);
  }

  // Parses, appends, and runs what was put off.
  base::StatusOr<AppendOutcome> Append(const api::v1::AppendEventsRequest& request) {
    AL_ASSIGN_OR_RETURN(AppendCommand command, Parse(request));
    return Append(std::move(command));
  }
  base::StatusOr<AppendOutcome> Append(AppendCommand command) {
    std::optional<base::StatusOr<AppendOutcome>> answer;
    appender.Append(std::move(command), [&](base::StatusOr<AppendOutcome> outcome) {
      CHECK_FALSE(answer.has_value());
      answer = std::move(outcome);
    });
    while (!later.empty()) {
      auto task = std::move(later.front());
      later.erase(later.begin());
      task();
    }
    REQUIRE(answer.has_value());
    return *std::move(answer);
  }

  // An anchor and a supplier.
  void Register() {
    REQUIRE_OK(Append(testing::AppendRequest("setup", testing::AnchorEvent("anchor-1"),
                                             testing::SupplierEvent("s-1"))));
  }
};

}  // namespace anchorledger::append
