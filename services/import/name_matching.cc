#include "services/import/name_matching.h"

#include <algorithm>
#include <array>

#include "proto/base/text.h"

namespace anchorledger::importing {

std::string MatchingForm(std::string_view name) {
  constexpr std::array<std::string_view, 5> kFormWords = {"limited", "ltd", "plc", "llp", "the"};
  const std::string folded = base::FoldForComparison(name);
  std::string form;
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (word.empty() || std::find(kFormWords.begin(), kFormWords.end(), word) != kFormWords.end()) {
      continue;
    }
    form.append(word);
  }
  return form;
}

}  // namespace anchorledger::importing
