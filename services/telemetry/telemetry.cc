#include "services/telemetry/telemetry.h"

#include <algorithm>
#include <utility>

#include "proto/base/check.h"

namespace anchorledger::telemetry {
namespace {

// The text format escapes exactly these three in label values.
std::string EscapeLabel(const std::string& value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

std::string RenderLabels(const Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    if (!text.empty()) {
      text += ',';
    }
    text += name + "=\"" + EscapeLabel(value) + '"';
  }
  return text;
}

std::string Line(const std::string& name, const std::string& labels, const std::string& value) {
  return name + (labels.empty() ? "" : '{' + labels + '}') + ' ' + value + '\n';
}

// Microseconds as seconds: "0.00025", "10".
std::string Seconds(int64_t micros) {
  constexpr int64_t kMicros = 1'000'000;
  std::string text = std::to_string(micros / kMicros);
  std::string digits = std::to_string(kMicros + micros % kMicros).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? text : text + '.' + digits;
}

}  // namespace

void Histogram::Observe(int64_t micros) {
  const auto* bound = std::lower_bound(kBoundsMicros.begin(), kBoundsMicros.end(), micros);
  classes_[static_cast<size_t>(bound - kBoundsMicros.begin())].fetch_add(1,
                                                                         std::memory_order_relaxed);
  sum_micros_.fetch_add(micros, std::memory_order_relaxed);
}

uint64_t Histogram::count() const { return CumulativeCount(kBoundsMicros.size()); }

uint64_t Histogram::CumulativeCount(size_t index) const {
  uint64_t total = 0;
  for (size_t i = 0; i <= index && i < classes_.size(); ++i) {
    total += classes_[i].load(std::memory_order_relaxed);
  }
  return total;
}

Telemetry::Series& Telemetry::AddSeries(SeriesName name, const char* type, const Labels& labels) {
  Family& family = families_[std::move(name.name)];
  if (family.series.empty()) {
    family.type = type;
    family.help = std::move(name.help);
  }
  AL_CHECK(family.type == type);
  family.series.push_back(std::make_unique<Series>());
  family.series.back()->labels = RenderLabels(labels);
  return *family.series.back();
}

Counter& Telemetry::AddCounter(SeriesName name, Labels labels) {
  base::MutexLock lock(mutex_);
  Series& series = AddSeries(std::move(name), "counter", labels);
  series.counter = std::make_unique<Counter>();
  return *series.counter;
}

Histogram& Telemetry::AddHistogram(SeriesName name, Labels labels) {
  base::MutexLock lock(mutex_);
  Series& series = AddSeries(std::move(name), "histogram", labels);
  series.histogram = std::make_unique<Histogram>();
  return *series.histogram;
}

void Telemetry::AddGauge(SeriesName name, Labels labels, std::function<int64_t()> read) {
  base::MutexLock lock(mutex_);
  AddSeries(std::move(name), "gauge", labels).gauge = std::move(read);
}

std::string Telemetry::DumpHistogram(const std::string& name, const Series& series) {
  const Histogram& histogram = *series.histogram;
  const uint64_t count = histogram.count();
  if (count == 0) return {};
  const std::string prefix = series.labels.empty() ? "" : series.labels + ',';
  std::string lines;
  for (size_t i = 0; i < Histogram::kBoundsMicros.size(); ++i) {
    lines += Line(name + "_bucket", prefix + "le=\"" + Seconds(Histogram::kBoundsMicros[i]) + '"',
                  std::to_string(histogram.CumulativeCount(i)));
  }
  lines += Line(name + "_bucket", prefix + "le=\"+Inf\"", std::to_string(count));
  lines += Line(name + "_sum", series.labels, Seconds(histogram.sum_micros()));
  return lines + Line(name + "_count", series.labels, std::to_string(count));
}

// A counter of its own is shown from the start: what rises from nothing has no rate.
std::string Telemetry::DumpSeries(const std::string& name, const Series& series) {
  if (series.histogram != nullptr) return DumpHistogram(name, series);
  if (series.gauge != nullptr) return Line(name, series.labels, std::to_string(series.gauge()));
  const uint64_t count = series.counter->value();
  if (count == 0 && !series.labels.empty()) return {};
  return Line(name, series.labels, std::to_string(count));
}

std::string Telemetry::Dump() const {
  base::MutexLock lock(mutex_);
  std::string text;
  for (const auto& [name, family] : families_) {
    std::vector<std::string> blocks;  // one a series: the lines of a histogram keep their order
    for (const auto& series : family.series) blocks.push_back(DumpSeries(name, *series));
    std::sort(blocks.begin(), blocks.end());
    std::string lines;
    for (const std::string& block : blocks) lines += block;
    if (lines.empty()) continue;
    text += "# HELP " + name + ' ' + family.help + "\n# TYPE " + name + ' ' + family.type + '\n';
    text += lines;
  }
  return text;
}

}  // namespace anchorledger::telemetry
