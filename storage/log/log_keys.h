// Keys and small values of the rows the log keeps. The layout is in log_keys.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/log/log_types.h"

namespace anchorledger::storage {

std::string LogKey(base::Position position);
std::optional<base::Position> ParseLogKey(std::string_view key);

std::string StreamKey(std::string_view tenant, std::string_view stream, base::Revision revision);
struct StreamKeyParts {
  std::string_view tenant;
  std::string_view stream;
  base::Revision revision;
};
std::optional<StreamKeyParts> ParseStreamKey(std::string_view key);

std::string StreamValue(base::Position position);
std::optional<base::Position> ParseStreamValue(std::string_view value);

std::string RequestKey(std::string_view tenant, std::string_view request_id);
struct RequestKeyParts {
  std::string_view tenant;
  std::string_view request_id;
};
std::optional<RequestKeyParts> ParseRequestKey(std::string_view key);

struct RequestRow {
  base::Position first{};
  uint32_t count = 0;
  RequestDigest digest{};
};
std::string RequestValue(const RequestRow& row);
std::optional<RequestRow> ParseRequestValue(std::string_view value);

// The row of the streams and of the requests that says up to which position they are complete.
// It sorts before all others and cannot be mistaken for one: tenants are not empty.
std::string CompleteToKey();
std::string CompleteToValue(base::Position position);
std::optional<base::Position> ParseCompleteToValue(std::string_view value);

}  // namespace anchorledger::storage
