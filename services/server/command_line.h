// The command line of anchorledgerd.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "services/security/principal.h"
#include "services/server/server_config.h"

namespace anchorledger::server {

// anchorledgerd token create: makes a token without a server.
struct CreateTokenCommand {
  std::string tokens_file;
  security::Principal principal;
};

// The line was answered already (help, version) or is wrong: the process ends with this code.
struct ExitCommand {
  int code = 0;
};

using Command = std::variant<ServerConfig, CreateTokenCommand, ExitCommand>;

// Prints help and complaints itself.
Command ParseCommandLine(int argc, const char* const* argv);

}  // namespace anchorledger::server
