// kill -9 under load: what was acknowledged is there once, and what was not can be sent again.
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <map>
#include <thread>

#include "tests/end_to_end/server/fixture.h"

#ifndef ANCHORLEDGER_KILL_ROUNDS
#define ANCHORLEDGER_KILL_ROUNDS 3
#endif

namespace anchorledger::server {
namespace {

using testing::AppendRequest;
using testing::Daemon;
using testing::PurchaseEvent;

constexpr int kClients = 8;
constexpr int kAcksBeforeKill = 150;

// One client: appends until the server is gone, and remembers what it was told.
struct Client {
  std::map<std::string, uint64_t> acknowledged;  // request id -> position
  std::string unanswered;                        // the request that was under way

  api::v1::AppendEventsRequest RequestOf(const std::string& id) const {
    return AppendRequest(id, PurchaseEvent("p-" + id, "s-1", 100));
  }

  void Run(const Fixture& fixture, const Stub& stub, const std::string& prefix,
           std::atomic<int>& acks) {
    for (int i = 0;; ++i) {
      unanswered = prefix + std::to_string(i);
      const auto answer = fixture.Append(stub, RequestOf(unanswered));
      if (!answer.ok()) {
        return;
      }
      acknowledged[unanswered] = answer->events(0).position();
      unanswered.clear();
      acks.fetch_add(1);
      acks.notify_one();
    }
  }
};

// Runs a server under load and kills it in the middle.
void LoadAndKill(const Fixture& fixture, int round, std::vector<Client>& clients) {
  Daemon daemon(fixture.Arguments());
  const int port = daemon.WaitUntilServing();
  REQUIRE(port != 0);
  std::atomic<int> acks{0};
  std::vector<std::jthread> threads;
  for (size_t i = 0; i < clients.size(); ++i) {
    threads.emplace_back([&, i] {
      const Stub stub = Fixture::Connect(port);
      const std::string prefix = std::to_string(round) + "-" + std::to_string(i) + "-";
      clients[i].Run(fixture, stub, prefix, acks);
    });
  }
  const int target = kAcksBeforeKill * (1 + round % 3);
  for (int seen = 0; seen < target; seen = acks.load()) {
    acks.wait(seen);
  }
  CHECK(daemon.End(SIGKILL) == -SIGKILL);
}

TEST_CASE("every acknowledged event survives kill -9, once, and unanswered ones can be resent") {
  Fixture fixture;
  {
    Daemon daemon(fixture.Arguments());
    fixture.Register(Fixture::Connect(daemon.WaitUntilServing()));
    CHECK(daemon.End(SIGTERM) == 0);
  }
  std::map<std::string, uint64_t> acknowledged;
  for (int round = 0; round < ANCHORLEDGER_KILL_ROUNDS; ++round) {
    std::vector<Client> clients(kClients);
    LoadAndKill(fixture, round, clients);
    INFO("round " << round);
    fixture.CheckFolder();

    Daemon daemon(fixture.Arguments());
    const Stub stub = Fixture::Connect(daemon.WaitUntilServing());
    for (Client& client : clients) {
      acknowledged.insert(client.acknowledged.begin(), client.acknowledged.end());
      if (!client.unanswered.empty()) {
        const auto again = fixture.Append(stub, client.RequestOf(client.unanswered));
        REQUIRE_OK(again);
        acknowledged[client.unanswered] = again->events(0).position();
      }
    }
    const auto events = fixture.ListAll(stub);
    std::map<std::string, uint64_t> found;
    uint64_t position = 0;
    for (const auto& event : events) {
      CHECK(event.position() == ++position);
      if (event.request_id() != "setup") {
        CHECK(found.emplace(event.request_id(), event.position()).second);
      }
    }
    INFO(acknowledged.size() << " acknowledged");
    CHECK(found == acknowledged);
    CHECK(daemon.End(SIGTERM) == 0);
    fixture.CheckFolder();
  }
}

}  // namespace
}  // namespace anchorledger::server
