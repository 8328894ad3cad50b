#include "services/gateway/channel_pool.h"

#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/status_matchers.h"

namespace anchorledger::gateway {
namespace {

// Makes channels that lead nowhere, and counts them.
struct Maker {
  Connect connect() {
    return [this]() -> base::StatusOr<std::shared_ptr<grpc::Channel>> {
      if (!works) return base::MakeError(base::ErrorReason::kStorageFailed, "no file descriptor");
      ++made;
      return grpc::CreateChannel("unix:/nowhere", grpc::InsecureChannelCredentials());
    };
  }
  std::unique_ptr<ChannelPool> Open(std::size_t channels, std::uint64_t calls_max = 1'000) {
    auto pool = ChannelPool::Open(
        connect(), {.channels = channels, .calls_per_channel_max = calls_max}, runtime::Logger());
    REQUIRE_OK(pool);
    return *std::move(pool);
  }

  bool works = true;
  int made = 0;
};

TEST_CASE("a pool gives its channels in turn") {
  Maker maker;
  const auto pool = maker.Open(3);
  CHECK(maker.made == 3);
  const std::set<std::shared_ptr<grpc::Channel>> channels = {pool->Next(), pool->Next(),
                                                             pool->Next()};
  CHECK(channels.size() == 3);
  CHECK(channels.contains(pool->Next()));
}

TEST_CASE("a channel that broke is replaced once, however many calls say so") {
  Maker maker;
  const auto pool = maker.Open(1);
  const auto broken = pool->Next();
  pool->Replace(broken);
  const auto fresh = pool->Next();
  CHECK(fresh != broken);
  pool->Replace(broken);
  CHECK(pool->Next() == fresh);
  CHECK(maker.made == 2);
}

TEST_CASE("when no new channel can be made, the old one stays until one can") {
  Maker maker;
  const auto pool = maker.Open(1);
  const auto broken = pool->Next();
  maker.works = false;
  pool->Replace(broken);
  CHECK(pool->Next() == broken);
  maker.works = true;
  pool->Replace(broken);
  CHECK(pool->Next() != broken);
}

TEST_CASE("a channel is replaced before its connection has no number for a further call") {
  Maker maker;
  const auto pool = maker.Open(1, 3);
  const auto first = pool->Next();
  CHECK(pool->Next() == first);
  CHECK(pool->Next() == first);
  const auto second = pool->Next();
  CHECK(second != first);
  CHECK(maker.made == 2);
  maker.works = false;
  for (int i = 0; i < 4; ++i) CHECK(pool->Next() == second);
  maker.works = true;
  CHECK(pool->Next() == second);
  CHECK(pool->Next() != second);
}

TEST_CASE("a pool whose channels cannot be made does not open") {
  Maker maker;
  maker.works = false;
  CHECK_FALSE(ChannelPool::Open(maker.connect(), {.channels = 1, .calls_per_channel_max = 1},
                                runtime::Logger())
                  .ok());
}

}  // namespace
}  // namespace anchorledger::gateway
