// Names threads for those who look at the running program.
#pragma once

#include <string_view>

namespace anchorledger::runtime {

// Names the calling thread, as top, perf and debuggers show it. The system keeps 15 characters.
void NameThread(std::string_view name);

}  // namespace anchorledger::runtime
