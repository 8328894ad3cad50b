#include "tests/support/server/certificates.h"

#include <cstdlib>

namespace anchorledger::testing {

bool MakeCertificates(const std::string& folder) {
  const std::string script =
      "cd '" + folder +
      "' && exec 2>/dev/null && "
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority "
      "-keyout ca.key -out ca.pem && "
      "for who in server client; do "
      "openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout $who.key -out $who.csr && "
      "printf 'subjectAltName=DNS:localhost,IP:127.0.0.1' > san && "
      "openssl x509 -req -days 2 -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial "
      "-extfile san -out $who.pem || exit 1; done";
  return std::system(script.c_str()) == 0;
}

}  // namespace anchorledger::testing
