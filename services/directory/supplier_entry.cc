#include <algorithm>
#include <vector>

#include "anchorledger/event/v1/purchasing.pb.h"
#include "services/directory/entries.h"

namespace anchorledger::directory {
namespace {

namespace pb = ::anchorledger::event::v1;

// A class ends the day before `ended.on()` where it was valid that day.
void EndClass(const pb::SupplierClassificationEnded& ended, api::v1::Supplier* entry) {
  for (auto& span : *entry->mutable_classes()) {
    const bool valid = span.class_() == ended.class_() &&
                       span.valid_from().days() <= ended.on().days() &&
                       (!span.has_valid_to() || span.valid_to().days() >= ended.on().days());
    if (valid) span.mutable_valid_to()->set_days(ended.on().days() - 1);
  }
}

void AddClass(const domain::Entry& event, const pb::SupplierClassified& classified,
              api::v1::Supplier* entry) {
  auto* span = entry->add_classes();
  span->set_class_(classified.class_());
  *span->mutable_valid_from() = classified.valid_from();
  if (classified.has_valid_to()) *span->mutable_valid_to() = classified.valid_to();
  span->set_certifier(classified.certifier());
  span->set_position(event.position.value());
}

}  // namespace

std::optional<api::v1::Supplier> SupplierEntry(const domain::History& history) {
  std::optional<api::v1::Supplier> entry;
  const std::vector<const domain::Entry*> events = history.ByDate();
  for (const domain::Entry* event : events) {  // a later registration changes the profile
    const auto* registered = event->As<pb::SupplierRegistered>();
    if (registered == nullptr) continue;
    entry.emplace();
    entry->set_supplier_id(registered->supplier_id());
    entry->set_name(registered->name());
    entry->set_partner_id(registered->partner_id());
    if (registered->has_business_geo()) *entry->mutable_business_geo() = registered->business_geo();
    entry->set_ownership_form(registered->ownership_form());
    entry->set_size(registered->size());
    entry->set_position(event->position.value());
  }
  if (!entry.has_value()) return entry;
  for (const domain::Entry* event : events) {
    if (const auto* classified = event->As<pb::SupplierClassified>(); classified != nullptr) {
      AddClass(*event, *classified, &*entry);
    }
  }
  for (const domain::Entry* event : events) {
    if (const auto* ended = event->As<pb::SupplierClassificationEnded>(); ended != nullptr) {
      EndClass(*ended, &*entry);
    }
  }
  std::stable_sort(
      entry->mutable_classes()->begin(), entry->mutable_classes()->end(),
      [](const auto& a, const auto& b) { return a.valid_from().days() < b.valid_from().days(); });
  return entry;
}

}  // namespace anchorledger::directory
