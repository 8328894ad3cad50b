// Which investments a principal may see. Who there is (anchors, partners, partnerships, suppliers)
// is known to everybody in the tenant; the terms between two parties are not.
#pragma once

#include <set>
#include <string>

#include "anchorledger/api/v1/directory.pb.h"
#include "services/directory/directory_row.h"
#include "services/security/principal.h"

namespace anchorledger::directory {

// An investment is seen by the anchor, the payee and whoever recorded it; by data stewards and
// importers; from visibility "partners" on by the parties of its partnership; from "evaluators" on
// by evaluators; at "public" by everybody.
class ReadScope {
 public:
  // `partnerships` are those that the principal's organisation is a party of. Both must outlive
  // the scope.
  ReadScope(const security::Principal& principal, const std::set<std::string>& partnerships)
      : principal_(principal), partnerships_(partnerships) {}

  bool MaySee(const EntryAccess& access, const api::v1::Investment& investment) const;

 private:
  const security::Principal& principal_;
  const std::set<std::string>& partnerships_;
};

}  // namespace anchorledger::directory
