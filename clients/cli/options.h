#pragma once
// What every command knows: where the server is, who asks, how the answer is shown.
#include <chrono>
#include <iosfwd>
#include <string>

#include "clients/cli/output/report.h"

namespace anchorledger::cli {

struct GlobalOptions {
  std::string server = "127.0.0.1:8750";  // --server, ANCHORLEDGER_SERVER
  std::string token_file;                 // --token-file; else the text of ANCHORLEDGER_TOKEN
  std::string ca_file;                    // --tls-ca: speak TLS and trust this authority
  std::string client_cert_file;           // --client-cert: who we are, for a server that asks
  std::string client_key_file;            // --client-key: its private key
  std::string output = "table";           // --output table|json|csv
  int timeout_seconds = 30;               // --timeout: of one call; watching has none
  bool quiet = false;                     // --quiet: no progress on the error stream

  // The parsed form of `output`, which the command line has checked.
  OutputFormat format() const { return *ParseOutputFormat(output); }
};

// Where a command writes: answers to `out`, progress and errors to `err`.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;  // progress bars are drawn only then
};

}  // namespace anchorledger::cli
