#pragma once
// One message of an answer, shown as it is.
#include <google/protobuf/message.h>

#include "clients/cli/output/report.h"
#include "clients/cli/session.h"

namespace anchorledger::cli {

// The members of a message as a table of two columns; JSON keeps the message's own shape.
void ShowMessage(Session& session, const google::protobuf::Message& message);
// The same of a message that was turned into JSON, and maybe added to.
void ShowMembers(Session& session, const Json& json);

}  // namespace anchorledger::cli
