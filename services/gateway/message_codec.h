// Messages between the two codecs of the Connect protocol and the bytes that gRPC carries.
#pragma once

#include <string>
#include <string_view>

#include "proto/base/status.h"
#include "services/gateway/connect_protocol.h"

namespace google::protobuf {
class Descriptor;
}

namespace anchorledger::gateway {

// A request as bytes. Binary is passed on as it is: the service parses it. JSON may be empty, which
// is an empty message; an unknown field or enum name, a wrong type and too deep a nesting are
// FIELD_INVALID and say where.
base::StatusOr<std::string> DecodeRequest(const google::protobuf::Descriptor& type, Codec codec,
                                          std::string_view body);

// An answer in the codec of the caller. 64-bit integers in JSON are strings, and fields that have
// their default are left out, as in all JSON of protobuf. Takes the bytes over.
base::StatusOr<std::string> EncodeAnswer(const google::protobuf::Descriptor& type, Codec codec,
                                         std::string bytes);

}  // namespace anchorledger::gateway
