#include "services/domain/roles.h"

#include <algorithm>

#include "anchorledger/event/v1/enums.pb.h"
#include "anchorledger/event/v1/rules.pb.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::domain {

namespace pb = ::anchorledger::event::v1;

bool RoleMay(pb::Role role, int event_type) {
  const event_types::EventType* type = event_types::FindEventType(event_type);
  if (type == nullptr) return false;
  const auto& roles = type->rule->roles();
  return std::find(roles.begin(), roles.end(), static_cast<int>(role)) != roles.end();
}

std::string RolesInWords(int event_type) {
  const event_types::EventType* type = event_types::FindEventType(event_type);
  std::string words;
  if (type == nullptr) return words;
  for (const int number : type->rule->roles()) {
    const auto* value = pb::Role_descriptor()->FindValueByNumber(number);
    if (value == nullptr) continue;
    if (!words.empty()) words += " or ";
    words += event_types::WordOf(*value);
  }
  return words;
}

}  // namespace anchorledger::domain
