#include "services/import/row_identity.h"

namespace anchorledger::importing {

Fingerprint IdentityOfKey(std::string_view source, std::span<const std::string> key) {
  // The same list as a DerivedId of the source makes, so that a file can name its rows elsewhere.
  ListHasher hasher;
  hasher.Add(source);
  for (const std::string& part : key) hasher.Add(part);
  return hasher.Finish();
}

std::string RowIdentities::OfContent(const Fingerprint& content, std::uint32_t ordinal,
                                     std::uint32_t generation) const {
  ListHasher hasher;
  hasher.Add(source_);
  if (period_.has_value()) {
    hasher.Add(base::FormatIsoDate(period_->from));
    hasher.Add(base::FormatIsoDate(period_->to));
  }
  hasher.Add(std::string_view(reinterpret_cast<const char*>(content.data()), content.size()));
  hasher.Add(ordinal);
  hasher.Add(generation);
  return KeyText(hasher.Finish());
}

std::uint32_t RowIdentities::NextOrdinal(const Fingerprint& content) {
  const std::uint64_t number = ShortForm(content);
  if (contents_.insert(number).second) return 0;
  return ++repeated_[number];
}

bool RowIdentities::IsRepeated(const Fingerprint& identity) {
  return !keys_.insert(ShortForm(identity)).second;
}

}  // namespace anchorledger::importing
