#include "services/security/session_file.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "services/security/owner_file.h"

namespace anchorledger::security {

std::vector<SessionRecord> SessionFile::Read() const {
  std::vector<SessionRecord> records;
  std::ifstream file(path_);
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string digest;
    SessionRecord record;
    if (!(fields >> digest >> record.token_id >> record.used_at.micros >>
          record.expires_at.micros)) {
      continue;
    }
    const auto bytes = base::HexDecode(digest);
    if (!bytes.ok()) continue;
    const auto parsed = base::ToDigest(*bytes);
    if (!parsed.ok()) continue;
    record.id_digest = *parsed;
    records.push_back(std::move(record));
  }
  return records;
}

void SessionFile::Write(const std::vector<SessionRecord>& records) const {
  if (path_.empty()) return;
  std::ostringstream text;
  for (const SessionRecord& record : records) {
    text << base::HexEncode(base::AsBytes(record.id_digest)) << ' ' << record.token_id << ' '
         << record.used_at.micros << ' ' << record.expires_at.micros << '\n';
  }
  if (!ReplaceOwnerFile(path_, text.str()).ok()) std::remove(path_.c_str());
}

}  // namespace anchorledger::security
