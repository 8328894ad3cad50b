// Certificates for tests of TLS.
#pragma once

#include <string>

namespace anchorledger::testing {

// An authority, a certificate of the server and one of a client, as files in a folder: ca, server
// and client, each .pem and .key. False when the openssl program is not installed.
bool MakeCertificates(const std::string& folder);

}  // namespace anchorledger::testing
