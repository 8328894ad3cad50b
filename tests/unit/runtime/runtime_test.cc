#include <catch2/catch.hpp>

#include "proto/runtime/clock.h"
#include "proto/runtime/logging.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::runtime {
namespace {

TEST_CASE("a manual clock moves only when told, and a correction is not elapsed time") {
  ManualClock clock(base::Instant{1'000});
  CHECK(clock.Now() == base::Instant{1'000});
  clock.Advance(500);
  CHECK(clock.Now() == base::Instant{1'500});
  CHECK(clock.MonotonicMicros() == 500);
  clock.Set(base::Instant{-1});
  CHECK(clock.Now() == base::Instant{-1});
  CHECK(clock.Today() == base::Date{-1});
  CHECK(clock.MonotonicMicros() == 500);
}

TEST_CASE("the system clock tells a time of this century and never runs back") {
  const SystemClock clock;
  CHECK(clock.Today() > *base::ParseIsoDate("2024-01-01"));
  const std::int64_t before = clock.MonotonicMicros();
  CHECK(clock.MonotonicMicros() >= before);
}

TEST_CASE("a log line is its message and key=value words") {
  CHECK(FormatLogLine("call", {{"method", "AppendEvents"}, {"micros", 1'200}}) ==
        "call method=AppendEvents micros=1200");
  CHECK(FormatLogLine("stopped", {}) == "stopped");
  CHECK(FormatLogLine("x", {{"empty", ""}, {"said", "a \"b\""}}) ==
        "x empty=\"\" said=\"a \\\"b\\\"\"");
}

TEST_CASE("no value can forge a second line") {
  CHECK(FormatLogLine("x", {{"id", "a\nerror fake=1"}}) == "x id=\"a?error fake=1\"");
}

TEST_CASE("secrets and payloads are not written, whoever passes them") {
  CHECK(FormatLogLine("x", {{"token", "abcdef"}, {"payload", "bytes"}, {"tenant", "t1"}}) ==
        "x token=[redacted] payload=[redacted] tenant=t1");
}

TEST_CASE("an error is logged with its reason and metadata") {
  const base::Status status =
      base::MakeError(base::ErrorReason::kQueueFull, "full", {{"depth", "9"}});
  CHECK(FormatLogLine("x", {{"error", status}}) == "x error=\"QUEUE_FULL: full; depth=9\"");
}

TEST_CASE("log levels have names, and a logger without output is silent") {
  CHECK(*ParseLogLevel("warn") == LogLevel::kWarn);
  CHECK_REASON(ParseLogLevel("loud"), kFieldInvalid);
  const Logger silent;
  silent.Error("nobody hears this");
}

}  // namespace
}  // namespace anchorledger::runtime
