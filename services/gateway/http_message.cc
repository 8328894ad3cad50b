#include "services/gateway/http_message.h"

#include <algorithm>
#include <array>

#include "proto/base/check.h"
#include "services/gateway/limits.h"

namespace anchorledger::gateway {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string_view ReasonPhrase(unsigned status) {
  struct Phrase {
    unsigned status;
    std::string_view text;
  };
  static constexpr std::array kPhrases = {
      Phrase{200, "OK"},
      Phrase{204, "No Content"},
      Phrase{304, "Not Modified"},
      Phrase{400, "Bad Request"},
      Phrase{401, "Unauthorized"},
      Phrase{403, "Forbidden"},
      Phrase{404, "Not Found"},
      Phrase{405, "Method Not Allowed"},
      Phrase{408, "Request Timeout"},
      Phrase{409, "Conflict"},
      Phrase{413, "Content Too Large"},
      Phrase{414, "URI Too Long"},
      Phrase{415, "Unsupported Media Type"},
      Phrase{429, "Too Many Requests"},
      Phrase{431, "Request Header Fields Too Large"},
      Phrase{499, "Client Closed Request"},
      Phrase{500, "Internal Server Error"},
      Phrase{501, "Not Implemented"},
      Phrase{503, "Service Unavailable"},
      Phrase{504, "Gateway Timeout"},
      Phrase{505, "HTTP Version Not Supported"},
  };
  for (const Phrase& phrase : kPhrases) {
    if (phrase.status == status) return phrase.text;
  }
  return "Unknown";
}

bool HasNoBody(unsigned status) { return status == 204 || status == 304; }

// A value of ours never holds a line break; one that does would start a header of its own.
void AppendHeader(std::string_view name, std::string_view value, std::string& head) {
  AL_CHECK(value.find_first_of("\r\n") == std::string_view::npos);
  head.append(name).append(": ").append(value).append("\r\n");
}

// Calls `visit` for each part between separators, with blanks trimmed.
template <class Visit>
void ForEachPart(std::string_view text, char separator, Visit visit) {
  while (true) {
    const size_t end = text.find(separator);
    visit(Trim(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::string_view> Request::Find(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (EqualsIgnoreCase(key, name)) return value;
  }
  return std::nullopt;
}

size_t Request::Count(std::string_view name) const {
  return static_cast<size_t>(std::count_if(headers.begin(), headers.end(), [&](const Header& h) {
    return EqualsIgnoreCase(h.first, name);
  }));
}

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

Response PlainText(unsigned status, std::string_view text) {
  Response response{.status = status};
  response.Set("Content-Type", "text/plain; charset=utf-8");
  response.Set("Cache-Control", "no-store");
  response.body = text;
  return response;
}

std::string FormatHead(const Response& response, BodyForm form, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head.append(ReasonPhrase(response.status)).append("\r\n");
  for (const auto& [name, value] : response.headers) AppendHeader(name, value, head);
  if (form == BodyForm::kChunked) {
    AppendHeader("Transfer-Encoding", "chunked", head);
  } else if (!HasNoBody(response.status)) {
    AppendHeader("Content-Length", std::to_string(response.content().size()), head);
  }
  if (!keep_alive) AppendHeader("Connection", "close", head);
  return head + "\r\n";
}

std::string FormatHttpDate(std::chrono::system_clock::time_point time) {
  static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                            "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto two = [](auto number) {
    const auto value = static_cast<unsigned>(number);
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::string text(kDays.at(std::chrono::weekday(day).c_encoding()));
  text.append(", ").append(two(static_cast<unsigned>(date.day()))).append(" ");
  text.append(kMonths.at(static_cast<unsigned>(date.month()) - 1)).append(" ");
  text.append(std::to_string(static_cast<int>(date.year()))).append(" ");
  text.append(two(clock.hours().count())).append(":");
  text.append(two(clock.minutes().count())).append(":");
  return text.append(two(clock.seconds().count())).append(" GMT");
}

std::string FormatChunk(std::string_view bytes) {
  AL_CHECK(!bytes.empty());
  std::array<char, 16> digits{};
  size_t count = 0;
  for (size_t rest = bytes.size(); rest != 0; rest /= 16) {
    digits[count++] = "0123456789abcdef"[rest % 16];
  }
  std::string chunk;
  chunk.reserve(count + bytes.size() + 4);
  while (count != 0) chunk += digits[--count];
  return chunk.append("\r\n").append(bytes).append("\r\n");
}

std::string Shown(std::string_view text) {
  constexpr size_t kCharactersMax = 100;
  std::string shown(text.substr(0, kCharactersMax));
  std::replace_if(shown.begin(), shown.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return text.size() > kCharactersMax ? shown + "..." : shown;
}

std::optional<std::string> DecodePercent(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]);
      const int low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  return decoded;
}

bool NamesThisMachine(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1) == "[::1]";
  host = host.substr(0, host.find(':'));
  if (EqualsIgnoreCase(host, "localhost")) return true;
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view FindCookie(const Request& request, std::string_view name) {
  std::string_view found;
  size_t matches = 0;
  size_t cookies = 0;
  for (const auto& [key, value] : request.headers) {
    if (!EqualsIgnoreCase(key, "cookie")) continue;
    ForEachPart(value, ';', [&](std::string_view pair) {
      const size_t equals = pair.find('=');
      if (++cookies > kCookiesMax || equals == std::string_view::npos) return;
      if (pair.substr(0, equals) != name) return;
      found = pair.substr(equals + 1);
      ++matches;
    });
  }
  return matches == 1 ? found : std::string_view();
}

bool QueryHas(std::string_view query, std::string_view name, std::string_view value) {
  bool has = false;
  ForEachPart(query, '&', [&](std::string_view pair) {
    const size_t equals = pair.find('=');
    has = has || (equals != std::string_view::npos && pair.substr(0, equals) == name &&
                  pair.substr(equals + 1) == value);
  });
  return has;
}

}  // namespace anchorledger::gateway
