// Operational counters of the server. (The word "metrics" is kept for the product.)
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "proto/base/mutex.h"

namespace anchorledger::telemetry {

// Pairs of name and value that tell series of one name apart, such as {"method", "AppendEvents"}.
using Labels = std::vector<std::pair<std::string, std::string>>;

// A number that only rises. Threads: any.
class Counter {
 public:
  void Add(uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_{0};
};

// Counts durations in fixed classes. Threads: any; a reader may see a sum that is one observation
// ahead of the classes, which no use of a histogram can tell.
class Histogram {
 public:
  // Upper bounds of the classes in microseconds; the last class has none.
  static constexpr std::array<int64_t, 15> kBoundsMicros = {
      100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
      50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};

  void Observe(int64_t micros);

  uint64_t count() const;
  int64_t sum_micros() const { return sum_micros_.load(std::memory_order_relaxed); }
  // Observations at or below kBoundsMicros[index]; index = size: all.
  uint64_t CumulativeCount(size_t index) const;

 private:
  std::array<std::atomic<uint64_t>, kBoundsMicros.size() + 1> classes_{};
  std::atomic<int64_t> sum_micros_{0};
};

// All series of one server. Series are added while the server is wired; afterwards they are only
// counted and read. References stay valid as long as the object. Threads: any.
class Telemetry {
 public:
  Counter& AddCounter(std::string name, Labels labels = {});
  Histogram& AddHistogram(std::string name, Labels labels = {});
  // `read` is called by Dump(), on its thread; it must outlive the object and must not block.
  void AddGauge(std::string name, Labels labels, std::function<int64_t()> read);

  // Every series that is not zero, one a line, sorted by name, in the text format that Prometheus
  // scrapes. Durations are in microseconds and say so in their names.
  std::string Dump() const;

 private:
  struct Series {
    std::string name;
    std::string labels;  // rendered: a="b",c="d"
    std::unique_ptr<Counter> counter;
    std::unique_ptr<Histogram> histogram;
    std::function<int64_t()> gauge;
  };
  Series& AddSeries(std::string name, const Labels& labels) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static void DumpHistogram(const Series& series, std::vector<std::string>& lines);

  mutable base::Mutex mutex_;
  std::vector<std::unique_ptr<Series>> series_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace anchorledger::telemetry
