#include "services/directory/name_search.h"

#include <algorithm>

#include "proto/base/text.h"

namespace anchorledger::directory {
namespace {

std::vector<std::string> FoldedWords(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = base::FoldForComparison(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

NameSearch::NameSearch(std::string_view words) : words_(FoldedWords(words)) {}

bool NameSearch::Matches(std::initializer_list<std::string_view> texts) const {
  if (words_.empty()) return true;
  std::vector<std::string> names;
  for (const std::string_view text : texts) {
    for (std::string& word : FoldedWords(text)) names.push_back(std::move(word));
  }
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& wanted) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return name.starts_with(wanted); });
  });
}

}  // namespace anchorledger::directory
