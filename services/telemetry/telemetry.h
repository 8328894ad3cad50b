// Operational counters of the server. (The word "metrics" is kept for the product.)
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
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

// What a number is called, and what it says, in one line for people. One name has one kind: a
// second AddCounter of a name with other labels adds a series to it.
struct SeriesName {
  std::string name;  // of a counter "..._total", of a histogram "..._seconds"
  std::string help;
};

// All series of one server. Series are added while the server is wired; afterwards they are only
// counted and read. References stay valid as long as the object. Threads: any.
class Telemetry {
 public:
  Counter& AddCounter(SeriesName name, Labels labels = {});
  Histogram& AddHistogram(SeriesName name, Labels labels = {});
  // `read` is called by Dump(), on its thread; it must outlive the object and must not block.
  void AddGauge(SeriesName name, Labels labels, std::function<int64_t()> read);

  // All names, sorted, in the text format that Prometheus scrapes, durations in seconds. Of those
  // with labels, series in which nothing was counted yet are left out.
  std::string Dump() const;

 private:
  struct Series {
    std::string labels;  // rendered: a="b",c="d"
    std::unique_ptr<Counter> counter;
    std::unique_ptr<Histogram> histogram;
    std::function<int64_t()> gauge;
  };
  struct Family {
    std::string type;  // "counter", "gauge" or "histogram"
    std::string help;
    std::vector<std::unique_ptr<Series>> series;
  };
  Series& AddSeries(SeriesName name, const char* type, const Labels& labels)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static std::string DumpSeries(const std::string& name, const Series& series);
  static std::string DumpHistogram(const std::string& name, const Series& series);

  mutable base::Mutex mutex_;
  std::map<std::string, Family> families_ ABSL_GUARDED_BY(mutex_);  // by name
};

}  // namespace anchorledger::telemetry
