#include "clients/cli/session.h"

namespace anchorledger::cli {

void AddDemoCommand(CLI::App& app, Session& session) {
  static_cast<void>(app);
  static_cast<void>(session);
}

}  // namespace anchorledger::cli
