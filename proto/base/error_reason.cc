#include "proto/base/error_reason.h"

namespace anchorledger::base {
namespace {

struct Row {
  ErrorReason reason;
  std::string_view name;
  absl::StatusCode code;
  std::string_view meaning;
};

// Ordered by number without gaps, so that the number is the index.
constexpr Row kRows[] = {
    {ErrorReason::kUnspecified, "UNSPECIFIED", absl::StatusCode::kUnknown, "no reason was given"},
#define AL_ERROR_REASON(enumerator, name, number, code, meaning) \
  {ErrorReason::enumerator, #name, absl::StatusCode::code, meaning},
#include "proto/base/error_reason.def"
#undef AL_ERROR_REASON
};

constexpr bool IsOrdered() {
  std::int32_t next = 0;
  for (const Row& row : kRows) {
    if (static_cast<std::int32_t>(row.reason) != next++) return false;
  }
  return true;
}
static_assert(IsOrdered(), "error_reason.def must be ordered by number, without gaps");

const Row& RowOf(ErrorReason reason) {
  const auto index = static_cast<std::size_t>(reason);
  return index < std::size(kRows) ? kRows[index] : kRows[0];
}

}  // namespace

std::string_view ReasonName(ErrorReason reason) { return RowOf(reason).name; }

std::optional<ErrorReason> ParseReason(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.reason;
  }
  return std::nullopt;
}

absl::StatusCode CodeOf(ErrorReason reason) { return RowOf(reason).code; }

std::string_view MeaningOf(ErrorReason reason) { return RowOf(reason).meaning; }

}  // namespace anchorledger::base
