#include "services/telemetry/telemetry.h"

#include <catch2/catch.hpp>
#include <sstream>
#include <thread>
#include <vector>

namespace anchorledger::telemetry {
namespace {

// The dump without what explains it.
std::string LinesOf(const Telemetry& telemetry) {
  std::istringstream lines(telemetry.Dump());
  std::string rest;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) rest += line + '\n';
  }
  return rest;
}

TEST_CASE("names are sorted and explained; series in which nothing was counted are left out") {
  Telemetry telemetry;
  Counter& second =
      telemetry.AddCounter({"b_total", "What it says."}, {{"code", "OK"}, {"method", "M"}});
  Counter& first = telemetry.AddCounter({"a_total", "What it says."});
  telemetry.AddCounter({"b_total", "Not said again."}, {{"code", "CANCELLED"}, {"method", "M"}});
  telemetry.AddCounter({"c_total", "What it says."});
  telemetry.AddHistogram({"d_seconds", "What it says."});
  second.Add(3);
  first.Add();
  CHECK(telemetry.Dump() ==
        "# HELP a_total What it says.\n# TYPE a_total counter\na_total 1\n"
        "# HELP b_total What it says.\n# TYPE b_total counter\n"
        "b_total{code=\"OK\",method=\"M\"} 3\n"
        "# HELP c_total What it says.\n# TYPE c_total counter\nc_total 0\n");
}

TEST_CASE("quotes, backslashes and line breaks in a label cannot forge a line") {
  Telemetry telemetry;
  telemetry.AddCounter({"a_total", "What it says."}, {{"k", "x\"} 9\n\\"}}).Add();
  CHECK(LinesOf(telemetry) == "a_total{k=\"x\\\"} 9\\n\\\\\"} 1\n");
}

TEST_CASE("a gauge is read at the moment of the dump") {
  Telemetry telemetry;
  int64_t depth = 4;
  telemetry.AddGauge({"depth", "What it says."}, {}, [&] { return depth; });
  CHECK(LinesOf(telemetry) == "depth 4\n");
  depth = 0;
  CHECK(LinesOf(telemetry) == "depth 0\n");
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

TEST_CASE("a histogram is dumped as classes, sum and count, in seconds") {
  Telemetry telemetry;
  Histogram& histogram = telemetry.AddHistogram({"d_seconds", "What it says."}, {{"m", "x"}});
  histogram.Observe(300);
  histogram.Observe(12'000'000);
  const std::string dump = telemetry.Dump();
  CHECK(
      dump.starts_with("# HELP d_seconds What it says.\n# TYPE d_seconds histogram\n"
                       "d_seconds_bucket{m=\"x\",le=\"0.0001\"} 0\n"));
  CHECK(dump.find("d_seconds_bucket{m=\"x\",le=\"0.00025\"} 0\n") != std::string::npos);
  CHECK(dump.find("d_seconds_bucket{m=\"x\",le=\"0.0005\"} 1\n") != std::string::npos);
  CHECK(dump.find("d_seconds_bucket{m=\"x\",le=\"10\"} 1\n") != std::string::npos);
  CHECK(
      dump.ends_with("d_seconds_bucket{m=\"x\",le=\"+Inf\"} 2\n"
                     "d_seconds_sum{m=\"x\"} 12.0003\nd_seconds_count{m=\"x\"} 2\n"));
}

TEST_CASE("counts of many threads add up") {
  Telemetry telemetry;
  Counter& counter = telemetry.AddCounter({"n_total", "What it says."});
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
