#include "services/domain/event_types/field_values.h"

#include <array>
#include <limits>
#include <string>
#include <tuple>

#include "anchorledger/event/v1/common.pb.h"
#include "proto/base/date.h"
#include "proto/base/hash.h"
#include "proto/base/limits.h"
#include "proto/base/money.h"
#include "proto/base/text.h"
#include "services/domain/event_types/event_type.h"

namespace anchorledger::event_types {
namespace {

namespace pb = ::anchorledger::event::v1;

enum CharacterClass : unsigned char { kNone = 0, kAlphanumeric = 1, kIdSign = 2, kCodeSign = 4 };

constexpr std::array<unsigned char, 256> MakeClasses() {
  std::array<unsigned char, 256> classes{};
  for (unsigned char c = '0'; c <= '9'; ++c) classes[c] = kAlphanumeric;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) classes[c] = kAlphanumeric;
  for (unsigned char c = 'a'; c <= 'z'; ++c) classes[c] = kAlphanumeric;
  for (const char c : {'.', '_', ':', '-'}) classes[static_cast<unsigned char>(c)] = kIdSign;
  classes['/'] = kCodeSign;
  return classes;
}

constexpr std::array<unsigned char, 256> kClasses = MakeClasses();

bool Consists(std::string_view text, unsigned allowed) {
  if (text.empty() || kClasses[static_cast<unsigned char>(text[0])] != kAlphanumeric) return false;
  for (const char c : text) {
    if ((kClasses[static_cast<unsigned char>(c)] & allowed) == 0) return false;
  }
  return true;
}

std::string Quoted(std::string_view text) {
  constexpr std::size_t kShownBytes = 40;
  const bool printable = base::IsValidUtf8(text) && !base::HasControlCharacters(text);
  if (!printable) return "text that cannot be shown";
  if (text.size() <= kShownBytes) return "\"" + std::string(text) + "\"";
  return "a text of " + std::to_string(text.size()) + " bytes";
}

bool IsTimeZone(std::string_view text) {
  for (const char c : text) {
    const bool sign = c == '/' || c == '_' || c == '-' || c == '+';
    if (!sign && kClasses[static_cast<unsigned char>(c)] != kAlphanumeric) return false;
  }
  return text == "UTC" || text.find('/') != std::string_view::npos;
}

bool IsFieldPath(std::string_view text) {
  for (const char c : text) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!allowed) return false;
  }
  return true;
}

// Ids and codes: ASCII, so bytes are characters.
void CheckCoded(const CompiledField& field, std::string_view text, bool well_formed,
                std::string_view wanted, const Violations& out) {
  if (text.size() > field.length_max) {
    out.Add("", "has " + std::to_string(text.size()) + " characters; at most " +
                    std::to_string(field.length_max) + " are allowed");
  } else if (!well_formed) {
    out.Add("", "is " + Quoted(text) + "; wanted " + std::string(wanted));
  }
}

// Texts for people: names, references, labels and narrative.
void CheckReadable(const CompiledField& field, std::string_view text, const Violations& out) {
  if (!base::IsValidUtf8(text)) {
    out.Add("", "is not UTF-8");
    return;
  }
  const bool narrative = field.kind == pb::FIELD_KIND_TEXT;
  if (narrative ? base::HasControlCharacters(text) : !base::IsOneLine(text)) {
    out.Add("", "contains control characters");
  } else if (text.find_first_not_of(' ') == std::string_view::npos) {
    out.AddMissing("", "is blank");
  } else if (text.size() > field.length_max && base::CodePointCount(text) > field.length_max) {
    out.Add("", "has " + std::to_string(base::CodePointCount(text)) + " characters; at most " +
                    std::to_string(field.length_max) + " are allowed");
  } else if (narrative && base::LooksLikePersonalData(text)) {
    out.Add("", "looks like contact data or an identity number, which is never stored");
  }
}

template <class T>
void RefuseUnknown(const T& value, const Violations& out) {
  static const auto* const reflection = T::default_instance().GetReflection();
  if (reflection->GetUnknownFields(value).empty()) return;
  out.Add("", "has fields this server does not know", base::ErrorReason::kFieldUnknown);
}

std::string BoundsOf(const CompiledField& field) {
  const bool open = field.max == std::numeric_limits<std::int64_t>::max();
  if (open) return "at least " + std::to_string(field.min);
  return std::to_string(field.min) + " to " + std::to_string(field.max);
}

}  // namespace

bool IsId(std::string_view text) { return Consists(text, kAlphanumeric | kIdSign); }
bool IsCode(std::string_view text) { return Consists(text, kAlphanumeric | kIdSign | kCodeSign); }

bool IsDigits(std::string_view text, std::size_t count) {
  return text.size() == count && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void CheckInteger(const CompiledField& field, std::int64_t value, const Violations& out) {
  if (value >= field.min && value <= field.max) return;
  out.Add("", "is " + std::to_string(value) + "; wanted " + BoundsOf(field));
}

void CheckUnsigned(const CompiledField& field, std::uint64_t value, const Violations& out) {
  if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    out.Add("", "is " + std::to_string(value) + "; wanted " + BoundsOf(field));
    return;
  }
  CheckInteger(field, static_cast<std::int64_t>(value), out);
  if (field.kind == pb::FIELD_KIND_EVENT_TYPE &&
      FindEventType(static_cast<int>(value)) == nullptr) {
    out.Add("", "is " + std::to_string(value) + ", which is no event type",
            base::ErrorReason::kFieldUnknown);
  }
}

void CheckEnum(const CompiledField& field, int value, const Violations& out) {
  const bool known =
      value >= 0 && value < 64 && ((field.known_values >> static_cast<unsigned>(value)) & 1U) != 0;
  if (!known) {
    out.Add("",
            "has the value " + std::to_string(value) + ", which " +
                field.field->enum_type()->name() + " does not have",
            base::ErrorReason::kFieldUnknown);
  } else if (value == 0) {
    out.AddMissing("", "is not specified");
  }
}

void CheckText(const CompiledField& field, std::string_view text, const Violations& out) {
  if (field.digits != 0) {
    const std::string wanted = std::to_string(field.digits) + " digits";
    CheckCoded(field, text, IsDigits(text, field.digits), wanted, out);
    return;
  }
  switch (field.kind) {
    case pb::FIELD_KIND_ID:
      CheckCoded(field, text, IsId(text), "a letter or digit, then letters, digits and . _ : -",
                 out);
      return;
    case pb::FIELD_KIND_CODE:
      CheckCoded(field, text, IsCode(text), "a letter or digit, then letters, digits and . _ : / -",
                 out);
      return;
    case pb::FIELD_KIND_TIME_ZONE:
      CheckCoded(field, text, IsTimeZone(text), "a time zone such as America/New_York", out);
      return;
    case pb::FIELD_KIND_FIELD_PATH:
      CheckCoded(field, text, IsFieldPath(text), "field names joined by dots", out);
      return;
    case pb::FIELD_KIND_CURRENCY:
      CheckCoded(field, text, base::ParseCurrency(text).ok(), "an ISO 4217 code", out);
      return;
    case pb::FIELD_KIND_SHA256:
      if (text.size() != std::tuple_size_v<base::Sha256Digest>) {
        out.Add("", "has " + std::to_string(text.size()) + " bytes; a SHA-256 digest has 32");
      }
      return;
    case pb::FIELD_KIND_JSON:
      if (!base::IsValidUtf8(text)) out.Add("", "is not UTF-8");
      if (text.size() > field.length_max) {
        out.Add("", "has " + std::to_string(text.size()) + " bytes; at most " +
                        std::to_string(field.length_max) + " are allowed");
      }
      return;
    default:
      CheckReadable(field, text, out);
  }
}

void CheckDate(const pb::Date& date, const Violations& out) {
  RefuseUnknown(date, out);
  if (!base::IsValidDate(base::Date{date.days()})) {
    out.Add("", "is day " + std::to_string(date.days()) +
                    " since 1970-01-01; wanted 1900-01-01 to 2199-12-31");
  }
}

void CheckPeriod(const pb::Period& period, const Violations& out) {
  RefuseUnknown(period, out);
  if (!period.has_from()) out.AddMissing("from", "is missing");
  if (!period.has_to()) out.AddMissing("to", "is missing");
  if (!period.has_from() || !period.has_to()) return;
  CheckDate(period.from(), out.Below({&out.step(), "from"}));
  CheckDate(period.to(), out.Below({&out.step(), "to"}));
  if (period.from().days() > period.to().days()) {
    out.Add("to", "is " + base::FormatIsoDate(base::Date{period.to().days()}) +
                      ", before the first day, " +
                      base::FormatIsoDate(base::Date{period.from().days()}));
  }
}

void CheckGeo(const pb::GeoRef& place, const Violations& out) {
  RefuseUnknown(place, out);
  if (!pb::GeoScheme_IsValid(place.scheme())) {
    out.Add("scheme", "has the value " + std::to_string(place.scheme()) + ", which is no scheme",
            base::ErrorReason::kFieldUnknown);
    return;
  }
  if (place.scheme() == pb::GEO_SCHEME_UNSPECIFIED) out.AddMissing("scheme", "is not specified");
  if (place.code().empty()) {
    out.AddMissing("code", "is missing");
    return;
  }
  std::size_t digits = 0;
  if (place.scheme() == pb::GEO_SCHEME_ZCTA5 || place.scheme() == pb::GEO_SCHEME_COUNTY) digits = 5;
  if (place.scheme() == pb::GEO_SCHEME_TRACT2020) digits = 11;
  if (digits != 0 && !IsDigits(place.code(), digits)) {
    out.Add("code", "is " + Quoted(place.code()) + "; this scheme has codes of " +
                        std::to_string(digits) + " digits");
  } else if (!IsCode(place.code()) || place.code().size() > base::kCodeBytesMax) {
    out.Add("code", "is " + Quoted(place.code()) +
                        "; wanted a letter or digit, then letters, digits and . _ : / -");
  }
}

void CheckCodeCount(const pb::CodeCount& count, const Violations& out) {
  RefuseUnknown(count, out);
  if (count.code().empty()) {
    out.AddMissing("code", "is missing");
  } else if (!IsCode(count.code()) || count.code().size() > base::kCodeBytesMax) {
    out.Add("code", "is " + Quoted(count.code()) +
                        "; wanted a letter or digit, then letters, digits and . _ : / -");
  }
  if (count.count() < 0) {
    out.Add("count", "is " + std::to_string(count.count()) + "; wanted at least 0");
  }
}

void CheckMoney(const CompiledField& field, const pb::Money& money, const Violations& out) {
  RefuseUnknown(money, out);
  if (money.minor() < field.min || money.minor() > field.max) {
    out.Add("minor", "is " + std::to_string(money.minor()) + "; wanted " + BoundsOf(field));
  }
  if (money.currency().empty()) {
    out.AddMissing("currency", "is missing");
  } else if (!base::ParseCurrency(money.currency()).ok()) {
    out.Add("currency", "is " + Quoted(money.currency()) + "; wanted an ISO 4217 code");
  }
}

}  // namespace anchorledger::event_types
