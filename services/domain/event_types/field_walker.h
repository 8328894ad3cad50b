// Walks a message along its table and checks each field against its rule. Internal to the check.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "services/domain/event_types/field_table.h"
#include "services/domain/event_types/violations.h"

namespace anchorledger::event_types {

// One use for one event: it remembers the currency of the first amount it meets, since all amounts
// of an event are in one. Not thread-safe; allocates only for violations.
class FieldWalker {
 public:
  void Walk(const google::protobuf::Message& message, const FieldTable& table,
            const Violations& out);

 private:
  // A message with what reads its fields.
  struct Source {
    const google::protobuf::Message& message;
    const google::protobuf::Reflection& reflection;
  };

  void CheckField(const Source& source, const CompiledField& field, const Violations& out);
  void CheckSingle(const Source& source, const CompiledField& field, const Violations& out);
  void CheckList(const Source& source, const CompiledField& field, const PathStep& at,
                 const Violations& out);
  void CheckElement(const Source& source, const CompiledField& field, int index,
                    const Violations& out);
  void CheckMessage(const google::protobuf::Message& value, const CompiledField& field,
                    const Violations& out);
  void CheckCurrency(const std::string& currency, const Violations& out);

  std::string_view currency_;  // lies in the event
  std::string scratch_;
};

}  // namespace anchorledger::event_types
