#include "clients/cli/input_file.h"

#include <fstream>
#include <iostream>
#include <sstream>

namespace anchorledger::cli {
namespace {

std::string ReadAll(std::istream& in) {
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

base::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return base::MakeError(base::ErrorReason::kFieldInvalid, path + ": the file cannot be read");
  }
  return ReadAll(file);
}

base::StatusOr<std::string> ReadFileOrInput(const std::string& path) {
  if (path == "-") return ReadAll(std::cin);
  return ReadFile(path);
}

}  // namespace anchorledger::cli
