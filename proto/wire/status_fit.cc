#include "proto/wire/status_fit.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "google/rpc/status.pb.h"
#include "proto/base/limits.h"
#include "proto/wire/status_wire.h"

namespace anchorledger::wire {
namespace {

constexpr std::size_t kDetailsMaxSmallest = std::size_t{2} * 1024;
// Names of the metadata, the other entries that end a call, and 32 bytes that HTTP/2 counts for
// each of them.
constexpr std::size_t kOtherMetadataBytes = 512;
constexpr std::size_t kShortMessageBytes = 512;
constexpr std::size_t kShortValueBytes = 256;

// The message travels percent-encoded.
std::size_t EncodedBytes(std::string_view message) {
  std::size_t bytes = 0;
  for (const char letter : message) bytes += letter < ' ' || letter > '~' || letter == '%' ? 3 : 1;
  return bytes;
}

// Some clients count the details as they are sent: in base64.
bool Fits(const base::Status& status, std::size_t max_bytes) {
  const google::rpc::Status rpc = ToRpcStatus(status);
  const std::size_t details = (rpc.ByteSizeLong() + 2) / 3 * 4;
  return details + EncodedBytes(rpc.message()) + kOtherMetadataBytes <= max_bytes;
}

// Whole characters of UTF-8 only.
std::string Cut(std::string text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "...";
}

// An error in parts.
struct Parts {
  absl::StatusCode code;
  std::string message;
  base::ErrorDetails details;
};

base::Status WithViolations(const Parts& parts, std::size_t count) {
  base::ErrorDetails details = parts.details;
  details.violations.resize(count);
  std::string message = parts.message;
  if (const std::size_t more = parts.details.violations.size() - count; more > 0) {
    message += " (" + std::to_string(more) + " more violations are not in this answer)";
  }
  return base::MakeStatus(parts.code, message, details);
}

void Shorten(Parts& parts) {
  parts.message = Cut(std::move(parts.message), kShortMessageBytes);
  std::erase_if(parts.details.metadata,
                [](const auto& entry) { return entry.second.size() > kShortValueBytes; });
}

}  // namespace

std::size_t ParseDetailsMax(std::string_view value) {
  std::size_t bytes = 0;
  if (!absl::SimpleAtoi(std::string(value), &bytes)) return kDetailsMaxDefault;
  return std::clamp(bytes, kDetailsMaxSmallest, base::kMessageBytesMax);
}

std::string_view WholeDetails() {
  static const std::string value = std::to_string(base::kMessageBytesMax);
  return value;
}

base::Status FitStatus(const base::Status& status, std::size_t max_bytes) {
  if (status.ok() || Fits(status, max_bytes)) return status;
  Parts parts{status.code(), std::string(base::MessageOf(status)), base::DetailsOf(status)};
  const std::size_t all = parts.details.violations.size();
  if (!Fits(WithViolations(parts, std::min<std::size_t>(all, 1)), max_bytes)) Shorten(parts);
  std::size_t fitting = 0;
  std::size_t too_many = all + 1;
  while (too_many - fitting > 1) {
    const std::size_t middle = fitting + (too_many - fitting) / 2;
    (Fits(WithViolations(parts, middle), max_bytes) ? fitting : too_many) = middle;
  }
  return WithViolations(parts, fitting);
}

}  // namespace anchorledger::wire
