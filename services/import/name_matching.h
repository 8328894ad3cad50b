// Names of organisations as different files write them.
#pragma once

#include <string>
#include <string_view>

namespace anchorledger::importing {

// The form in which names are compared: without case, accents, punctuation and blanks, and without
// the words LIMITED, LTD, PLC, LLP and THE. Blanks go too, because "A.B.C. Supplies" is written
// "ABC Supplies" as often. Empty when nothing is left.
std::string MatchingForm(std::string_view name);

}  // namespace anchorledger::importing
