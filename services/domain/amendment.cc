#include "services/domain/amendment.h"

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "anchorledger/event/v1/corrections.pb.h"
#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/date.h"
#include "services/domain/event_types/event_placement.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/event_types/field_access.h"

namespace anchorledger::domain {

namespace pb = ::anchorledger::event::v1;
using event_types::BusinessDateOf;
using event_types::kHeaderPathPrefix;

EventVersion Amend(const EventVersion& version, const pb::EventAmended& amended) {
  auto header = std::make_shared<pb::EventHeader>(*version.header);
  auto payload = std::make_shared<pb::EventPayload>(*version.payload);
  google::protobuf::Message* event = event_types::MutableEventOf(*payload);
  if (event == nullptr) return version;

  bool effective_on_named = false;
  for (const pb::FieldChange& change : amended.field_changes()) {
    std::string_view path = change.path();
    const bool in_header = path.substr(0, kHeaderPathPrefix.size()) == kHeaderPathPrefix;
    if (in_header) path.remove_prefix(kHeaderPathPrefix.size());
    effective_on_named |= in_header && event_types::PathsOverlap(path, "effective_on");

    std::optional<std::string> json;
    if (change.has_new_json()) json = change.new_json();
    google::protobuf::Message* root = in_header ? header.get() : event;
    // Total by design: see the header.
    event_types::SetFieldJson(root, path, json).IgnoreError();
  }
  const std::optional<base::Date> before = BusinessDateOf(*version.payload);
  const std::optional<base::Date> after = BusinessDateOf(*payload);
  if (!effective_on_named && after.has_value() && after != before) {
    header->mutable_effective_on()->set_days(after->days);
  }
  return {std::move(header), std::move(payload)};
}

}  // namespace anchorledger::domain
