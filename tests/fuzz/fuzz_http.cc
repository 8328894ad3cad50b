// Whatever a connection sends: requests are the same however the bytes are cut, every request that
// is taken says once whom it is for and where it ends, and what is read from its headers is what a
// header may hold.
//
// Input: one byte, the size of the pieces, then the bytes of a connection.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/base/check.h"
#include "services/gateway/credentials.h"
#include "services/gateway/limits.h"
#include "services/gateway/page_files.h"
#include "services/gateway/request_parser.h"

namespace {

namespace gateway = ::anchorledger::gateway;
using gateway::Request;
using gateway::RequestParser;
using State = RequestParser::State;

constexpr std::size_t kBodyMax = 1'000;

void CheckTaken(const Request& request) {
  AL_CHECK(request.Count("host") <= 1);
  AL_CHECK(request.Count("host") == 1 || !request.speaks_chunks);
  AL_CHECK(request.Count("content-length") == 0 || request.Count("transfer-encoding") == 0);
  const auto coding = request.Find("transfer-encoding");
  AL_CHECK(!coding.has_value() || gateway::EqualsIgnoreCase(*coding, "chunked"));
  AL_CHECK(request.body.size() <= kBodyMax);
  for (const auto& [name, value] : request.headers) {
    AL_CHECK(!name.empty());
    AL_CHECK((name + value).find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
}

// The credential goes into the metadata of gRPC, which ends the process for any other byte.
void CheckReaders(const Request& request) {
  for (const auto transport : {gateway::Transport::kPlain, gateway::Transport::kTls}) {
    const auto authorization = gateway::AuthorizationOf(request, transport);
    if (!authorization.ok()) continue;
    AL_CHECK(std::all_of(authorization->begin(), authorization->end(),
                         [](char c) { return c >= 0x20 && c <= 0x7e; }));
    const auto id = gateway::SessionIdOf(request, transport);
    AL_CHECK(id.empty() || id.size() == 64);
  }
  const auto path = gateway::DecodePercent(request.path());
  AL_CHECK(!path.has_value() || path->find('\0') == std::string::npos);
  gateway::QueryHas(request.query(), "everywhere", "true");
  gateway::NamesThisMachine(request.Get("host"));
  gateway::AcceptsCoding(request.Get("accept-encoding"), "gzip");
}

// The requests in bytes that arrive in pieces, as a connection serves them. What follows them is
// refused, or is no request yet: which of both may depend on the pieces.
std::vector<Request> Serve(std::string_view bytes, std::size_t piece) {
  std::vector<Request> requests;
  RequestParser parser;
  std::string input;
  State state = State::kHeader;
  while (true) {
    if (state == State::kHeader) state = parser.ReadHeader(input);
    if (state == State::kHeaderDone) state = parser.AllowBody(kBodyMax);
    if (state == State::kBody) state = parser.ReadBody(input);
    if (state == State::kFailed) {
      AL_CHECK(parser.refusal().close && parser.refusal().status >= 400);
      return requests;
    }
    if (state == State::kDone) {
      requests.push_back(parser.request());
      if (!parser.request().keep_alive) return requests;
      parser.Reset();
      state = State::kHeader;
      if (!input.empty()) continue;
    }
    if (bytes.empty()) return requests;
    input.append(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Beyond the bound of a header, what was read of it depends on the pieces.
  if (size == 0 || size > gateway::kTargetBytesMax) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<Request> whole = Serve(bytes, bytes.size() + 1);
  const std::vector<Request> pieces = Serve(bytes, std::max<std::size_t>(data[0], 1));
  AL_CHECK(whole.size() == pieces.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    AL_CHECK(whole[i].target == pieces[i].target);
    AL_CHECK(whole[i].headers == pieces[i].headers);
    AL_CHECK(whole[i].body == pieces[i].body);
    CheckTaken(whole[i]);
    CheckReaders(whole[i]);
  }
  return 0;
}
