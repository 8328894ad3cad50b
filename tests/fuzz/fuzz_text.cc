// Any bytes are a text to proto/base: its functions answer, agree with each other, and what they
// produce they also accept.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "proto/base/check.h"
#include "proto/base/date.h"
#include "proto/base/hash.h"
#include "proto/base/money.h"
#include "proto/base/text.h"
#include "proto/base/time.h"

namespace {

void CheckTexts(std::string_view text) {
  namespace base = anchorledger::base;
  const std::string folded = base::FoldForComparison(text);
  AL_CHECK(base::FoldForComparison(folded) == folded);
  if (base::IsValidUtf8(text)) {
    AL_CHECK(base::IsValidUtf8(folded));
    AL_CHECK(base::CodePointCount(text) <= text.size());
  }
  base::HasControlCharacters(text);
  base::LooksLikePersonalData(text);
}

void CheckForms(std::string_view text) {
  namespace base = anchorledger::base;
  if (const auto date = base::ParseIsoDate(text); date.ok()) {
    AL_CHECK(base::IsValidDate(*date));
    AL_CHECK(base::FormatIsoDate(*date) == text);
  }
  if (const auto instant = base::ParseInstant(text); instant.ok()) {
    AL_CHECK(base::ParseInstant(base::FormatInstant(*instant)).value() == *instant);
  }
  if (const auto bytes = base::HexDecode(text); bytes.ok()) {
    AL_CHECK(base::HexEncode(*bytes).size() == text.size());
  }
  if (const auto currency = base::ParseCurrency(text); currency.ok()) {
    AL_CHECK(currency->code() == text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckTexts(text);
  CheckForms(text);
  return 0;
}
