// Numbers by currency, group and span of time, held where facts can be added to them quickly.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"

namespace anchorledger::metrics {

// Currencies and groups are numbered from 0; see Scope.
using CurrencyIndex = std::uint32_t;
using GroupIndex = std::uint32_t;

struct Amount {
  absl::int128 sum = 0;
  bool present = false;  // some fact stands behind it, even if it adds nothing
};

// What was counted for one currency and group: spans from the first that was touched to the last.
template <typename T>
class Series {
 public:
  // The number of a span, made when it is not there yet.
  T& At(int span) {
    if (items_.empty()) first_ = span;
    if (span < first_) {
      items_.insert(items_.begin(), static_cast<std::size_t>(first_ - span), T());
      first_ = span;
    }
    const std::size_t index = static_cast<std::size_t>(span - first_);
    if (index >= items_.size()) items_.resize(index + 1);
    return items_[index];
  }
  // nullptr where nothing was counted.
  const T* Find(int span) const {
    if (items_.empty() || span < first_) return nullptr;
    const std::size_t index = static_cast<std::size_t>(span - first_);
    return index < items_.size() ? &items_[index] : nullptr;
  }
  bool empty() const { return items_.empty(); }
  int first() const { return first_; }
  int last() const { return first_ + static_cast<int>(items_.size()) - 1; }

 private:
  int first_ = 0;
  std::vector<T> items_;
};

template <typename T>
class Table {
 public:
  T& At(CurrencyIndex currency, GroupIndex group, int span) {
    if (currency >= rows_.size()) rows_.resize(currency + 1);
    std::vector<Series<T>>& groups = rows_[currency];
    if (group >= groups.size()) groups.resize(group + 1);
    return groups[group].At(span);
  }
  const Series<T>* Find(CurrencyIndex currency, GroupIndex group) const {
    if (currency >= rows_.size() || group >= rows_[currency].size()) return nullptr;
    const Series<T>& series = rows_[currency][group];
    return series.empty() ? nullptr : &series;
  }
  const T* Find(CurrencyIndex currency, GroupIndex group, int span) const {
    const Series<T>* series = Find(currency, group);
    return series == nullptr ? nullptr : series->Find(span);
  }
  // Calls `visit` with every series that is not empty.
  template <typename Visit>
  void ForEach(const Visit& visit) {
    for (std::vector<Series<T>>& groups : rows_) {
      for (Series<T>& series : groups) {
        if (!series.empty()) visit(series);
      }
    }
  }

 private:
  std::vector<std::vector<Series<T>>> rows_;
};

// Turns what happened in each span into what there is at its end, up to the last span.
inline void Accumulate(int last_span, Series<Amount>* series) {
  series->At(last_span);
  for (int span = series->first() + 1; span <= last_span; ++span) {
    const Amount before = series->At(span - 1);
    Amount& now = series->At(span);
    now.sum += before.sum;
    now.present = now.present || before.present;
  }
}

}  // namespace anchorledger::metrics
