// The place in an event that a value is written to: found once by its path, written for each row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/money.h"
#include "proto/base/status.h"
#include "services/import/row_problem.h"
#include "services/import/value_parser.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
class Message;
}  // namespace google::protobuf

namespace anchorledger::importing {

// How values are written in the file, compiled.
struct CompiledValues {
  std::vector<DateFormat> dates;
  std::vector<std::string> date_texts;  // as the profile writes them, for messages
  NumberFormat numbers;
  base::Currency currency;
  std::vector<std::string> true_words;   // lower case
  std::vector<std::string> false_words;  // lower case
};

// Which currency, scale and sign a mapping asks for.
struct FieldOptions {
  base::Currency currency;  // empty = that of the values
  bool absolute = false;
  std::uint32_t times = 1;
};

// A compiled field path. Immutable; writing into different messages is safe from any thread.
class FieldTarget {
 public:
  // `path` has the proto names of fields, joined by dots, from `message` on. It must end at a
  // single value, a Money, a Date, or a list (to which one value is added). NOT_FOUND names the
  // part that does not exist; FIELD_INVALID a field that no single value can fill.
  static base::StatusOr<FieldTarget> Create(const google::protobuf::Descriptor& message,
                                            std::string_view path, const FieldOptions& options);

  // Parses `text`, which is not blank, and writes it. False when it cannot be read as this field
  // holds it; `problem` then says why, naming `label` as the column.
  bool Write(std::string_view text, const CompiledValues& values, std::string_view label,
             google::protobuf::Message& message, RowProblem& problem) const;

  // Removes the value from a message.
  void Clear(google::protobuf::Message& message) const;

  // Whether the amount or number must have a currency that nobody named.
  bool needs_currency() const { return kind_ == Kind::kMoney; }
  // Whether an event without this field is refused, by the rules of the contract.
  bool is_required() const;
  const std::string& path() const { return path_; }
  const google::protobuf::FieldDescriptor& leaf() const { return *fields_.back(); }

 private:
  enum class Kind : std::uint8_t { kMoney, kDate, kInteger, kEnum, kFlag, kText };

  google::protobuf::Message* Parent(google::protobuf::Message& message) const;
  bool WriteMoney(std::string_view text, const CompiledValues& values, std::string_view label,
                  google::protobuf::Message& parent, RowProblem& problem) const;
  bool WriteDate(std::string_view text, const CompiledValues& values, std::string_view label,
                 google::protobuf::Message& parent, RowProblem& problem) const;
  bool WriteInteger(std::string_view text, const CompiledValues& values, std::string_view label,
                    google::protobuf::Message& parent, RowProblem& problem) const;
  bool WriteEnum(std::string_view text, std::string_view label, google::protobuf::Message& parent,
                 RowProblem& problem) const;
  bool WriteFlag(std::string_view text, const CompiledValues& values, std::string_view label,
                 google::protobuf::Message& parent, RowProblem& problem) const;
  bool WriteText(std::string_view text, google::protobuf::Message& parent) const;

  std::string path_;
  std::vector<const google::protobuf::FieldDescriptor*> fields_;
  Kind kind_ = Kind::kText;
  FieldOptions options_;
  std::vector<std::pair<std::string, int>> enum_words_;  // lower case -> number
};

// Reads a date by the formats in order. Nothing when none fits.
std::optional<base::Date> ParseDate(std::string_view text, const CompiledValues& values);

}  // namespace anchorledger::importing
