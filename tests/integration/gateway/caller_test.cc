// What asks is let go of before the caller says that all was answered.
#include <atomic>
#include <latch>
#include <thread>

#include "services/gateway/generic_call.h"
#include "tests/integration/gateway/fixture.h"

namespace anchorledger::gateway {
namespace {

constexpr const char* kServerInfo = "/anchorledger.api.v1.AdminService/GetServerInfo";
constexpr const char* kWatchEvents = "/anchorledger.api.v1.EventService/WatchEvents";

// Held by a callback: the thread that destroys it last does not get away before it may, and then
// still has much to do.
class SlowToGo {
 public:
  SlowToGo(std::latch& may_go, std::atomic<bool>& gone) : may_go_(may_go), gone_(gone) {}
  ~SlowToGo() {
    may_go_.wait();
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    gone_ = true;
  }
  SlowToGo(const SlowToGo&) = delete;
  SlowToGo& operator=(const SlowToGo&) = delete;

 private:
  std::latch& may_go_;
  std::atomic<bool>& gone_;
};

struct Caller {
  std::unique_ptr<ChannelPool> Pool() {
    auto pool =
        ChannelPool::Open([this] { return server.inside().Connect(); },
                          {.channels = 1, .calls_per_channel_max = 1000}, runtime::Logger());
    REQUIRE_OK(pool);
    return *std::move(pool);
  }
  CallRequest Request(const char* path) {
    return {.path = path,
            .authorization = "Bearer " + token,
            .message = {},
            .deadline = std::chrono::system_clock::now() + std::chrono::minutes(1)};
  }

  testing::TestServer server;
  const std::string token = server.Token();
  const std::unique_ptr<ChannelPool> unary = Pool();
  const std::unique_ptr<ChannelPool> streams = Pool();
  GenericCaller caller{*unary, *streams};
};

TEST_CASE("nothing is waited for when nothing was asked") {
  Caller fixture;
  fixture.caller.AwaitAnswers();
}

TEST_CASE("a call that was answered is waited for until its thread has let go of who asked") {
  Caller fixture;
  std::latch answered(1);
  std::latch may_go(1);
  std::atomic<bool> gone{false};
  fixture.caller.StartUnary(
      fixture.Request(kServerInfo),
      [&answered, held = std::make_shared<SlowToGo>(may_go, gone)](const UnaryAnswer& answer) {
        CHECK(answer.status.code() == 0);
        answered.count_down();
      });
  answered.wait();
  CHECK_FALSE(gone);
  may_go.count_down();
  fixture.caller.AwaitAnswers();
  CHECK(gone);
}

TEST_CASE("so is a step of a stream, while the stream stays open") {
  Caller fixture;
  std::latch answered(1);
  std::latch may_go(1);
  std::atomic<bool> gone{false};
  const auto stream = fixture.caller.StartStream(fixture.Request(kWatchEvents));
  stream->Next(
      [&answered, held = std::make_shared<SlowToGo>(may_go, gone)](const StreamStep& step) {
        CHECK(step.message.has_value());
        answered.count_down();
      });
  answered.wait();
  may_go.count_down();
  fixture.caller.AwaitAnswers();
  CHECK(gone);
  stream->Cancel();
  std::latch ended(1);
  stream->Next([&ended](const StreamStep& step) {
    CHECK_FALSE(step.message.has_value());
    ended.count_down();
  });
  ended.wait();
  fixture.caller.AwaitAnswers();
}

}  // namespace
}  // namespace anchorledger::gateway
