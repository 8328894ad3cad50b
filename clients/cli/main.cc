#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "clients/cli/app.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const anchorledger::cli::Streams streams{std::cout, std::cerr, isatty(STDERR_FILENO) == 1};
  return static_cast<int>(anchorledger::cli::RunClient(arguments, streams));
}
