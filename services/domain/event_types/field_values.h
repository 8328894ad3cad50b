// Checks of single values by kind. Each adds what is wrong at the step it is given. Internal to the
// check.
#pragma once

#include <cstdint>
#include <string_view>

#include "services/domain/event_types/field_table.h"
#include "services/domain/event_types/violations.h"

namespace anchorledger::event::v1 {
class CodeCount;
class Date;
class GeoRef;
class Money;
class Period;
}  // namespace anchorledger::event::v1

namespace anchorledger::event_types {

void CheckInteger(const CompiledField& field, std::int64_t value, const Violations& out);
void CheckUnsigned(const CompiledField& field, std::uint64_t value, const Violations& out);
void CheckEnum(const CompiledField& field, int value, const Violations& out);
// Any text or bytes field that is not empty.
void CheckText(const CompiledField& field, std::string_view text, const Violations& out);

void CheckDate(const event::v1::Date& date, const Violations& out);
void CheckPeriod(const event::v1::Period& period, const Violations& out);
void CheckCodeCount(const event::v1::CodeCount& count, const Violations& out);
void CheckGeo(const event::v1::GeoRef& place, const Violations& out);
// Bounds are those of the field.
void CheckMoney(const CompiledField& field, const event::v1::Money& money, const Violations& out);

bool IsId(std::string_view text);    // letter or digit, then letters, digits and . _ : -
bool IsCode(std::string_view text);  // the same, and /
bool IsDigits(std::string_view text, std::size_t count);

}  // namespace anchorledger::event_types
