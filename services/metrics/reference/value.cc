#include "services/metrics/reference/value.h"

#include <algorithm>
#include <cstddef>

namespace anchorledger::metrics::reference {

Value MedianOf(std::vector<absl::int128> numbers) {
  if (numbers.empty()) return Missing(Why::kNotReported);
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Number(numbers[middle]);
  return Share(numbers[middle - 1] + numbers[middle], 2);
}

}  // namespace anchorledger::metrics::reference
