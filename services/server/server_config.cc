#include "services/server/server_config.h"

#include <string_view>
#include <utility>

namespace anchorledger::server {
namespace {

struct Address {
  std::string_view host;
  std::string_view port;
};

// "host:port" or "[v6]:port"; both parts empty when it is neither.
Address SplitAddress(std::string_view listen) {
  const size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) {
    return {};
  }
  std::string_view host = listen.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  return {host, listen.substr(colon + 1)};
}

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

}  // namespace

bool IsLoopback(const std::string& listen) {
  const std::string_view host = SplitAddress(listen).host;
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
  const Address address = SplitAddress(config.listen);
  if (!config.listen.empty() && (address.host.empty() || !IsPort(address.port))) {
    violations.push_back({"listen", "is " + config.listen + ", must be HOST:PORT"});
  }
  if (config.tls.enabled() == config.tls.key_file.empty()) {
    violations.push_back({"tls-key", "certificate and key belong together"});
  }
  if (!config.tls.client_ca_file.empty() && !config.tls.enabled()) {
    violations.push_back({"tls-client-ca", "needs tls-certificate and tls-key"});
  }
  if (!config.listen.empty() && !IsLoopback(config.listen) && !config.tls.enabled()) {
    violations.push_back({"listen", "is " + config.listen +
                                        ", which others can reach: that needs tls-certificate "
                                        "and tls-key"});
  }
  return violations.empty() ? absl::OkStatus() : base::InvalidFields(std::move(violations));
}

}  // namespace anchorledger::server
