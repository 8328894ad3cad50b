// What an operator decides about a server: the flags of anchorledgerd, or the same names in one
// file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/status.h"
#include "proto/runtime/logging.h"

namespace anchorledger::server {

struct TlsConfig {
  std::string certificate_file;  // chain, PEM; empty: no TLS
  std::string key_file;          // private key, PEM
  std::string client_ca_file;    // PEM; when set, clients must show a certificate of this authority
  bool enabled() const { return !certificate_file.empty(); }
};

struct ServerConfig {
  std::string data_dir;
  std::string listen;  // "127.0.0.1:7400"; port 0: one that is free
  std::string tokens_file;
  std::string http_listen;  // of the gateway, as `listen`; empty: none
  std::string web_dir;      // of the built pages; empty: DefaultWebDir(), when it exists
  TlsConfig tls;
  std::string port_file;   // where the chosen port is written; empty: nowhere
  std::string backup_dir;  // where backups are made; empty: "backups" in data_dir
  runtime::LogLevel log_level = runtime::LogLevel::kInfo;
  bool log_all_calls = true;  // false: only calls that failed, and the audit log
  size_t workers = 0;  // threads that may wait (reads, queries); 0: twice the cores, at least 4
};

// Whether the configuration can be served: all of data_dir, listen and tokens_file are there, the
// addresses are well formed, TLS is whole or absent, and an address beyond the machine has TLS:
// tokens must not cross a network in the clear.
base::Status CheckConfig(const ServerConfig& config);

// An address in its parts, without the brackets of IPv6; both empty when it is none.
struct Address {
  std::string host;
  std::string port;
};
Address SplitAddress(std::string_view listen);

// Where an installation keeps the pages: ../share/anchorledger/web beside the program.
std::string DefaultWebDir();

// Whether an address to listen on is reachable from this machine only.
bool IsLoopback(const std::string& listen);

}  // namespace anchorledger::server
