// Requests and responses of HTTP/1.1 as values: what routing and handlers see. No sockets here.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorledger::gateway {

using Header = std::pair<std::string, std::string>;

// One request. Header names compare without case.
struct Request {
  std::string method;  // "GET", as sent
  std::string target;  // "/session?everywhere=1", as sent
  std::vector<Header> headers;
  std::string body;
  bool keep_alive = true;
  bool speaks_chunks = true;  // HTTP/1.1
  bool has_body = false;      // announced by the header; `body` may not be read yet

  // The value of the first header of that name; nothing when there is none.
  std::optional<std::string_view> Find(std::string_view name) const;
  std::string_view Get(std::string_view name) const { return Find(name).value_or(""); }
  // How often a header occurs: credentials that occur twice are refused.
  size_t Count(std::string_view name) const;
  std::string_view path() const;   // the target up to '?'
  std::string_view query() const;  // after '?'
};

// One response. `Content-Length` is added when it is written.
struct Response {
  unsigned status = 200;
  std::vector<Header> headers;
  std::string body;
  // The page body without copying it; used instead of `body` when set. Must outlive the writing.
  std::shared_ptr<const std::string> shared_body;
  bool close = false;  // the connection ends after it

  void Set(std::string_view name, std::string_view value) { headers.emplace_back(name, value); }
  std::string_view content() const { return shared_body ? *shared_body : std::string_view(body); }
};

// A response with a body of plain text.
Response PlainText(unsigned status, std::string_view text);

enum class BodyForm { kWhole, kChunked };

// The head of a response with its empty line. kWhole adds the length of the content; 204 and 304
// have none.
std::string FormatHead(const Response& response, BodyForm form, bool keep_alive);

// A time as the header `Date` writes it: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string FormatHttpDate(std::chrono::system_clock::time_point time);

// One chunk of a chunked body. Requires bytes, since an empty chunk would end the body.
std::string FormatChunk(std::string_view bytes);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

bool EqualsIgnoreCase(std::string_view a, std::string_view b);
// The text without blanks at both ends.
std::string_view Trim(std::string_view text);
// What a client sent, for a message about it: one line of at most a hundred characters, other bytes
// than printable ASCII as '?'. Messages are UTF-8, and who reads them wants to read on.
std::string Shown(std::string_view text);
// "%2e" -> "."; nothing for a broken escape or a zero byte.
std::optional<std::string> DecodePercent(std::string_view text);
// Whether a `Host` is an address of this machine only: localhost, 127.x.x.x or [::1], with or
// without a port. No name that somebody else can give out is among them.
bool NamesThisMachine(std::string_view host);
// The value of a cookie in the `Cookie` headers; empty when there is none, or more than one of the
// name: somebody else may have planted the other.
std::string_view FindCookie(const Request& request, std::string_view name);
// Whether a query such as "a=1&everywhere=1" has the pair.
bool QueryHas(std::string_view query, std::string_view name, std::string_view value);

}  // namespace anchorledger::gateway
