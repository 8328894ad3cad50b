#include <iostream>

#include "services/check/command_line.h"

int main(int argc, char** argv) {
  return anchorledger::check::RunCheck(argc, argv, std::cout, std::cerr);
}
