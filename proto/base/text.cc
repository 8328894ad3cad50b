#include "proto/base/text.h"

#include <algorithm>
#include <cstdint>

namespace anchorledger::base {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 0;  // bytes; 0: not well-formed
};

CodePoint ReadCodePoint(std::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80U) return {lead, 1};
  std::size_t size = 0;
  if ((lead & 0xe0U) == 0xc0U) size = 2;
  if ((lead & 0xf0U) == 0xe0U) size = 3;
  if ((lead & 0xf8U) == 0xf0U) size = 4;
  if (size == 0) return {};
  std::uint32_t value = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3fU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80U, 0x800U, 0x10000U};
  const bool surrogate = value >= 0xd800U && value <= 0xdfffU;
  if (value < kSmallest[size] || surrogate || value > 0x10ffffU) return {};
  return {value, size};
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// name@host.tld anywhere: the letters around the sign decide, not a full grammar.
bool HasEmailAddress(std::string_view text) {
  const auto is_part = [](char c) {
    return IsDigit(c) || IsLetter(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
  };
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0 || !is_part(text[at - 1])) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_part(text[end])) ++end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    const std::size_t dot = host.find('.');
    if (dot != std::string_view::npos && dot > 0 && dot + 1 < host.size()) return true;
  }
  return false;
}

// The shape of a run of digits: how many stand in each group, and which sign stands between the
// groups. Signs that join the groups of telephone and identity numbers do not end the run; a comma
// does, so that amounts stay amounts.
struct DigitRun {
  std::string groups;  // the size of each group as one character, at most 9 each
  std::string joints;  // the sign in front of each later group
  std::size_t digits = 0;
  std::size_t longest_group = 0;
  bool plus = false;
  bool zero = false;
  bool parenthesis = false;
  std::size_t size = 0;
};

bool IsJoint(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
}

// Reads a run that begins at the start of `text`, with a digit, '(' or '+'.
DigitRun ReadDigitRun(std::string_view text) {
  DigitRun run{.plus = text[0] == '+', .zero = text[0] == '0', .parenthesis = text[0] == '('};
  std::size_t at = IsDigit(text[0]) ? 0 : 1;
  while (at < text.size() && IsDigit(text[at])) {
    std::size_t end = at;
    while (end < text.size() && IsDigit(text[end])) ++end;
    const std::size_t group = end - at;
    run.groups.push_back(static_cast<char>('0' + std::min<std::size_t>(group, 9)));
    run.digits += group;
    run.longest_group = std::max(run.longest_group, group);
    run.size = end;
    for (at = end; at < text.size() && at - end < 2 && IsJoint(text[at]); ++at) {
      run.parenthesis = run.parenthesis || text[at] == '(';
    }
    if (at == end) break;
    run.joints.push_back(text[end]);
  }
  return run;
}

// Year-month-day or day-month-year, with one sign between.
bool BeginsWithDate(const DigitRun& run) {
  if (run.joints.size() < 2 || run.joints[0] != run.joints[1] || run.joints[0] == ' ') return false;
  return run.groups.starts_with("422") || run.groups.starts_with("224");
}

bool IsNumberOfPerson(const DigitRun& run) {
  if (run.longest_group >= 9) return true;
  if (BeginsWithDate(run)) return false;
  if (run.groups == "324") return true;                                // 123-45-6789
  if (run.groups == "334" || run.groups == "1334") return true;        // 216 555 0100
  if (run.groups == "34" && run.joints.starts_with('-')) return true;  // 555-0100
  if (run.plus && run.digits >= 8) return true;                        // +44 20 7946 0000
  const bool long_enough = run.digits >= 10 && run.groups.size() >= 2;
  return long_enough && (run.parenthesis || run.zero);  // (216) 555-0100, 020 7946 0000
}

// Names of accented letters of Latin-1 and Latin Extended-A: their base letters, in code point
// order.
constexpr std::string_view kLatin1Base =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";  // U+00C0..U+00FF
constexpr std::string_view kExtendedBase =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllll"
    "lnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // U+0100..U+017F
static_assert(kLatin1Base.size() == 64 && kExtendedBase.size() == 128);

// The letter to compare instead of this code point, ' ' for punctuation and space, 0: keep it.
char FoldCodePoint(std::uint32_t value) {
  if (value < 0x80U) {
    const char c = static_cast<char>(value);
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return IsLetter(c) || IsDigit(c) ? c : ' ';
  }
  if (value < 0xc0U) return ' ';
  if (value < 0x100U) return kLatin1Base[value - 0xc0U];
  if (value < 0x180U) return kExtendedBase[value - 0x100U];
  const bool punctuation = (value >= 0x2000U && value <= 0x206fU) || value == 0x3000U;
  return punctuation ? ' ' : '\0';
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = ReadCodePoint(text);
    if (point.size == 0) return false;
    text.remove_prefix(point.size);
  }
  return true;
}

std::size_t CodePointCount(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xc0U) != 0x80U ? 1 : 0;
  return count;
}

bool HasControlCharacters(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = ReadCodePoint(text);
    const bool allowed = point.value == '\t' || point.value == '\n';
    if (point.size != 0 && !allowed &&
        (point.value < 0x20U || (point.value >= 0x7fU && point.value <= 0x9fU))) {
      return true;
    }
    text.remove_prefix(point.size == 0 ? 1 : point.size);
  }
  return false;
}

bool IsOneLine(std::string_view text) {
  return !HasControlCharacters(text) && text.find_first_of("\t\n") == std::string_view::npos;
}

bool LooksLikePersonalData(std::string_view text) {
  if (HasEmailAddress(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = IsDigit(text[at]) || text[at] == '(' || text[at] == '+';
    if (!starts) {
      ++at;
      continue;
    }
    const DigitRun run = ReadDigitRun(text.substr(at));
    if (IsNumberOfPerson(run)) return true;
    at += run.size == 0 ? 1 : run.size;
  }
  return false;
}

std::string FoldForComparison(std::string_view text) {
  std::string folded;
  while (!text.empty()) {
    const CodePoint point = ReadCodePoint(text);
    const std::size_t size = point.size == 0 ? 1 : point.size;
    const char letter = point.size == 0 ? '\0' : FoldCodePoint(point.value);
    if (letter == '\0') {
      folded.append(text.substr(0, size));
    } else if (letter != ' ') {
      folded.push_back(letter);
    } else if (!folded.empty() && folded.back() != ' ') {
      folded.push_back(' ');
    }
    text.remove_prefix(size);
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

}  // namespace anchorledger::base
