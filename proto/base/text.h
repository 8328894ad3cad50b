// What text may be stored, and how text is compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace anchorledger::base {

// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsValidUtf8(std::string_view text);

// Code points of well-formed text.
std::size_t CodePointCount(std::string_view text);

// True for text that has a control character (also U+0080 to U+009F) other than tab and newline.
bool HasControlCharacters(std::string_view text);

// True for text without any control character, tab and newline included: what a name may hold.
bool IsOneLine(std::string_view text);

// True for text that looks like contact data or an identity number: an e-mail address, a telephone
// number, a social security number, or a run of nine or more digits. Meant for narrative fields,
// where refusing too much is better than storing a person's data for ever. Amounts with separators
// ("1,250,000"), dates and years are not mistaken for numbers of people.
bool LooksLikePersonalData(std::string_view text);

// The form in which names are compared: Latin letters in lower case and without accents, every run
// of punctuation and white space one space, none at the ends. Other scripts stay as they are.
std::string FoldForComparison(std::string_view text);

}  // namespace anchorledger::base
