#include "services/telemetry/telemetry.h"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

namespace anchorledger::telemetry {
namespace {

TEST_CASE("counters of zero are left out, and others stand sorted with their labels") {
  Telemetry telemetry;
  Counter& second = telemetry.AddCounter("b_total", {{"code", "OK"}, {"method", "M"}});
  Counter& first = telemetry.AddCounter("a_total");
  telemetry.AddCounter("c_total");
  second.Add(3);
  first.Add();
  CHECK(telemetry.Dump() == "a_total 1\nb_total{code=\"OK\",method=\"M\"} 3\n");
}

TEST_CASE("quotes, backslashes and line breaks in a label cannot forge a line") {
  Telemetry telemetry;
  telemetry.AddCounter("a_total", {{"k", "x\"} 9\n\\"}}).Add();
  CHECK(telemetry.Dump() == "a_total{k=\"x\\\"} 9\\n\\\\\"} 1\n");
}

TEST_CASE("a gauge is read at the moment of the dump") {
  Telemetry telemetry;
  int64_t depth = 4;
  telemetry.AddGauge("depth", {}, [&] { return depth; });
  CHECK(telemetry.Dump() == "depth 4\n");
  depth = 0;
  CHECK(telemetry.Dump() == "depth 0\n");
}

TEST_CASE("a histogram counts a duration in its class and in all above") {
  Histogram histogram;
  histogram.Observe(100);
  histogram.Observe(101);
  histogram.Observe(99'000'000);
  CHECK(histogram.count() == 3);
  CHECK(histogram.sum_micros() == 99'000'201);
  CHECK(histogram.CumulativeCount(0) == 1);
  CHECK(histogram.CumulativeCount(1) == 2);
  CHECK(histogram.CumulativeCount(Histogram::kBoundsMicros.size() - 1) == 2);
}

TEST_CASE("a histogram is dumped as classes, count and sum") {
  Telemetry telemetry;
  telemetry.AddHistogram("d_micros", {{"m", "x"}}).Observe(300);
  const std::string dump = telemetry.Dump();
  CHECK(dump.find("d_micros_bucket{m=\"x\",le=\"250\"} 0\n") != std::string::npos);
  CHECK(dump.find("d_micros_bucket{m=\"x\",le=\"500\"} 1\n") != std::string::npos);
  CHECK(dump.find("d_micros_bucket{m=\"x\",le=\"+Inf\"} 1\n") != std::string::npos);
  CHECK(dump.find("d_micros_count{m=\"x\"} 1\nd_micros_sum{m=\"x\"} 300\n") != std::string::npos);
}

TEST_CASE("counts of many threads add up") {
  Telemetry telemetry;
  Counter& counter = telemetry.AddCounter("n_total");
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 10'000; ++n) {
          counter.Add();
        }
      });
    }
  }
  CHECK(counter.value() == 40'000);
}

}  // namespace
}  // namespace anchorledger::telemetry
