#include "services/telemetry/telemetry.h"

#include <algorithm>

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
  return labels.empty() ? name + ' ' + value : name + '{' + labels + "} " + value;
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

Telemetry::Series& Telemetry::AddSeries(std::string name, const Labels& labels) {
  auto series = std::make_unique<Series>();
  series->name = std::move(name);
  series->labels = RenderLabels(labels);
  series_.push_back(std::move(series));
  return *series_.back();
}

Counter& Telemetry::AddCounter(std::string name, Labels labels) {
  base::MutexLock lock(mutex_);
  Series& series = AddSeries(std::move(name), labels);
  series.counter = std::make_unique<Counter>();
  return *series.counter;
}

Histogram& Telemetry::AddHistogram(std::string name, Labels labels) {
  base::MutexLock lock(mutex_);
  Series& series = AddSeries(std::move(name), labels);
  series.histogram = std::make_unique<Histogram>();
  return *series.histogram;
}

void Telemetry::AddGauge(std::string name, Labels labels, std::function<int64_t()> read) {
  base::MutexLock lock(mutex_);
  AddSeries(std::move(name), labels).gauge = std::move(read);
}

void Telemetry::DumpHistogram(const Series& series, std::vector<std::string>& lines) {
  const Histogram& histogram = *series.histogram;
  const uint64_t count = histogram.count();
  if (count == 0) {
    return;
  }
  const std::string prefix = series.labels.empty() ? "" : series.labels + ',';
  for (size_t i = 0; i < Histogram::kBoundsMicros.size(); ++i) {
    lines.push_back(Line(series.name + "_bucket",
                         prefix + "le=\"" + std::to_string(Histogram::kBoundsMicros[i]) + '"',
                         std::to_string(histogram.CumulativeCount(i))));
  }
  lines.push_back(Line(series.name + "_bucket", prefix + "le=\"+Inf\"", std::to_string(count)));
  lines.push_back(Line(series.name + "_count", series.labels, std::to_string(count)));
  lines.push_back(
      Line(series.name + "_sum", series.labels, std::to_string(histogram.sum_micros())));
}

std::string Telemetry::Dump() const {
  std::vector<std::vector<std::string>> blocks;  // one a series: its lines stay in their order
  {
    base::MutexLock lock(mutex_);
    for (const auto& series : series_) {
      std::vector<std::string> lines;
      if (series->histogram != nullptr) {
        DumpHistogram(*series, lines);
      } else if (series->gauge != nullptr) {
        lines.push_back(Line(series->name, series->labels, std::to_string(series->gauge())));
      } else if (series->counter->value() != 0) {
        lines.push_back(
            Line(series->name, series->labels, std::to_string(series->counter->value())));
      }
      if (!lines.empty()) {
        blocks.push_back(std::move(lines));
      }
    }
  }
  std::sort(blocks.begin(), blocks.end());
  std::string text;
  for (const auto& lines : blocks) {
    for (const auto& line : lines) {
      text += line;
      text += '\n';
    }
  }
  return text;
}

}  // namespace anchorledger::telemetry
