// Finding things by name.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace anchorledger::directory {

// The words that are searched for. Every one must be the beginning of a word of the name or the id,
// without regard to case, accents and punctuation. No words match everything.
class NameSearch {
 public:
  explicit NameSearch(std::string_view words);

  bool Matches(std::initializer_list<std::string_view> texts) const;

 private:
  std::vector<std::string> words_;  // folded
};

}  // namespace anchorledger::directory
