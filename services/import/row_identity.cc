#include "services/import/row_identity.h"

namespace anchorledger::importing {

std::string RowIdentities::OfKey(std::span<const std::string> key, std::uint32_t generation) const {
  // The same list as a DerivedId of the source makes, so that a file can name its rows elsewhere.
  ListHasher hasher;
  hasher.Add(source_);
  for (const std::string& part : key) hasher.Add(part);
  if (generation > 0) {
    hasher.Add("generation");
    hasher.Add(generation);
  }
  return KeyText(hasher.Finish());
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

bool RowIdentities::IsRepeated(std::span<const std::string> key) {
  ListHasher hasher;
  for (const std::string& part : key) hasher.Add(part);
  return !keys_.insert(ShortForm(hasher.Finish())).second;
}

}  // namespace anchorledger::importing
