#include <google/protobuf/util/json_util.h>

#include "anchorledger/api/v1/import_profile.pb.h"
#include "services/import/compiled_profile.h"

namespace anchorledger::importing {

namespace api = anchorledger::api::v1;
namespace proto = google::protobuf;

base::StatusOr<std::unique_ptr<api::ImportProfile>> ParseProfileJson(std::string_view json) {
  auto profile = std::make_unique<api::ImportProfile>();
  const auto status =
      proto::util::JsonStringToMessage(proto::StringPiece(json.data(), json.size()), profile.get());
  if (!status.ok()) {
    return base::MakeError(base::ErrorReason::kFieldInvalid,
                           "the profile is not JSON of an ImportProfile: " +
                               std::string(status.message().data(), status.message().size()));
  }
  return profile;
}

std::string CanonicalProfileJson(const api::ImportProfile& profile) {
  proto::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  const auto status = proto::util::MessageToJsonString(profile, &json, options);
  return status.ok() ? json : std::string();
}

}  // namespace anchorledger::importing
