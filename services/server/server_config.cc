#include "services/server/server_config.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace anchorledger::server {
namespace {

bool IsPort(std::string_view text) {
  if (text.empty() || text.size() > 5) {
    return false;
  }
  int port = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return false;
    }
    port = port * 10 + (c - '0');
  }
  return port <= 65'535;
}

// An address is well formed, and one beyond the machine has TLS: tokens must not cross a network in
// the clear.
void CheckAddress(const char* name, const std::string& listen, const TlsConfig& tls,
                  std::vector<base::FieldViolation>& violations) {
  const Address address = SplitAddress(listen);
  if (address.host.empty() || !IsPort(address.port)) {
    violations.push_back({name, "is " + listen + ", must be HOST:PORT"});
  }
  if (!IsLoopback(listen) && !tls.enabled()) {
    violations.push_back({name, "is " + listen +
                                    ", which others can reach: that needs tls-certificate "
                                    "and tls-key"});
  }
}

}  // namespace

// "host:port" or "[v6]:port".
Address SplitAddress(std::string_view listen) {
  const size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) {
    return {};
  }
  std::string_view host = listen.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return {std::string(host), std::string(listen.substr(colon + 1))};
}

std::string DefaultWebDir() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const auto folder = program.parent_path().parent_path() / "share/anchorledger/web";
  return std::filesystem::exists(folder / "index.html", error) ? folder.string() : std::string();
}

bool IsLoopback(const std::string& listen) {
  const std::string host = SplitAddress(listen).host;
  return host == "localhost" || host == "::1" || host.substr(0, 4) == "127.";
}

base::Status CheckConfig(const ServerConfig& config) {
  std::vector<base::FieldViolation> violations;
  const auto require = [&violations](const char* name, const std::string& value) {
    if (value.empty()) {
      violations.push_back({name, "must be given", base::ErrorReason::kFieldMissing});
    }
  };
  require("data-dir", config.data_dir);
  require("listen", config.listen);
  require("tokens-file", config.tokens_file);
  if (!config.listen.empty()) CheckAddress("listen", config.listen, config.tls, violations);
  if (!config.http_listen.empty()) {
    CheckAddress("http-listen", config.http_listen, config.tls, violations);
  } else if (!config.web_dir.empty()) {
    violations.push_back({"web-dir", "needs http-listen"});
  }
  if (config.tls.enabled() == config.tls.key_file.empty()) {
    violations.push_back({"tls-key", "certificate and key belong together"});
  }
  if (!config.tls.client_ca_file.empty() && !config.tls.enabled()) {
    violations.push_back({"tls-client-ca", "needs tls-certificate and tls-key"});
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

}  // namespace anchorledger::server
