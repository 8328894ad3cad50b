#include "services/projections/supplier_book.h"

#include <utility>

namespace anchorledger::projections {

SupplierProfile SupplierBook::ProfileOn(Symbol tenant, Symbol supplier, base::Date day,
                                        base::Position cut) const {
  const Supplier* known = Find(tenant, supplier);
  if (known == nullptr) return {};
  using Order = std::pair<base::Date, base::Position>;
  const KnownVersion<SupplierProfile>* before = nullptr;  // the latest not after the day
  const KnownVersion<SupplierProfile>* first = nullptr;
  const auto order = [](const KnownVersion<SupplierProfile>& v) {
    return Order(v.value.from, v.event);
  };
  known->profiles.Each(cut, [&](const KnownVersion<SupplierProfile>& v) {
    if (first == nullptr || order(v) < order(*first)) first = &v;
    if (v.value.from > day) return;
    if (before == nullptr || order(*before) < order(v)) before = &v;
  });
  if (before != nullptr) return before->value;
  return first != nullptr ? first->value : SupplierProfile{};
}

bool SupplierBook::HasProfileBefore(Symbol tenant, Symbol supplier, base::Date day,
                                    base::Position event, base::Position cut) const {
  const Supplier* known = Find(tenant, supplier);
  bool before = false;
  if (known == nullptr) return before;
  known->profiles.Each(cut, [&](const KnownVersion<SupplierProfile>& v) {
    before |= std::pair(v.value.from, v.event) < std::pair(day, event);
  });
  return before;
}

ClassesHeld SupplierBook::ClassesOn(Symbol tenant, Symbol supplier, base::Date day,
                                    base::Position cut) const {
  ClassesHeld held;
  const Supplier* known = Find(tenant, supplier);
  if (known == nullptr) return held;
  known->classes.Each(cut, [&](const KnownVersion<SupplierClassSpan>& v) {
    if (day < v.value.from || day > v.value.to) return;
    bool ended = false;
    known->ends.Each(cut, [&](const KnownVersion<SupplierClassEnd>& end) {
      ended |= end.value.supplier_class == v.value.supplier_class && end.event > v.event &&
               v.value.from <= end.value.on && end.value.on <= day;
    });
    if (ended) return;
    const std::uint32_t bit = std::uint32_t{1} << v.value.supplier_class;
    held.mask |= bit;
    if (!v.value.self_certified) held.vouched |= bit;
  });
  return held;
}

}  // namespace anchorledger::projections
