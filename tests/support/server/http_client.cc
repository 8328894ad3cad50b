#include "tests/support/server/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

#include "proto/base/check.h"

namespace anchorledger::testing {
namespace {

constexpr timeval kPatience{.tv_sec = 20, .tv_usec = 0};

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// What the head of a frame says.
std::size_t PayloadBytes(const std::string& frame) {
  std::size_t size = 0;
  for (std::size_t i = 1; i < 5; ++i) size = size << 8 | static_cast<unsigned char>(frame[i]);
  return size;
}

}  // namespace

HttpConnection::HttpConnection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  AL_CHECK(socket_ >= 0);
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) Close();
}

HttpConnection::~HttpConnection() { Close(); }

HttpConnection::HttpConnection(HttpConnection&& other) noexcept
    : socket_(other.socket_), input_(std::move(other.input_)), frames_(std::move(other.frames_)) {
  other.socket_ = -1;
}

void HttpConnection::Close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void HttpConnection::SetReceiveBuffer(int bytes) {
  setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void HttpConnection::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the answer, or its absence, says more
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void HttpConnection::WriteRequest(std::string_view method, std::string_view target,
                                  const HttpHeaders& headers, std::string_view body) {
  std::string text;
  text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
  for (const auto& [name, value] : headers) text.append(name + ": " + value + "\r\n");
  if (!body.empty() || method == "POST") {
    text.append("Content-Length: " + std::to_string(body.size()) + "\r\n");
  }
  Write(text.append("\r\n").append(body));
}

bool HttpConnection::Fill() {
  std::array<char, 16 * 1024> buffer{};
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got <= 0) return false;
  input_.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

std::string HttpConnection::Take(std::size_t bytes) {
  while (input_.size() < bytes && Fill()) {
  }
  std::string taken = input_.substr(0, bytes);
  input_.erase(0, bytes);
  return taken;
}

std::string HttpConnection::TakeLine() {
  std::size_t end = input_.find("\r\n");
  while (end == std::string::npos) {
    if (!Fill()) return {};
    end = input_.find("\r\n");
  }
  std::string line = input_.substr(0, end);
  input_.erase(0, end + 2);
  return line;
}

HttpAnswer HttpConnection::ReadHead() {
  HttpAnswer answer;
  const std::string first = TakeLine();
  if (first.size() < 12) return answer;
  answer.status = std::atoi(first.c_str() + 9);
  for (std::string line = TakeLine(); !line.empty(); line = TakeLine()) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) {
      answer.headers[Lower(line.substr(0, colon))] = line.substr(colon + 2);
    }
  }
  return answer;
}

std::string HttpConnection::ReadChunk() {
  const std::size_t size = std::strtoul(TakeLine().c_str(), nullptr, 16);
  std::string chunk = Take(size);
  Take(2);
  return chunk;
}

std::string HttpConnection::ReadBody(const HttpAnswer& head) {
  if (head.Header("transfer-encoding") != "chunked") {
    return Take(std::strtoul(head.Header("content-length").c_str(), nullptr, 10));
  }
  std::string body;
  for (std::string chunk = ReadChunk(); !chunk.empty(); chunk = ReadChunk()) body += chunk;
  return body;
}

HttpAnswer HttpConnection::Send(std::string_view method, std::string_view target,
                                const HttpHeaders& headers, std::string_view body) {
  WriteRequest(method, target, headers, body);
  HttpAnswer answer = ReadHead();
  if (method != "HEAD") answer.body = ReadBody(answer);
  return answer;
}

std::optional<HttpConnection::Frame> HttpConnection::ReadFrame() {
  constexpr std::size_t kHead = 5;
  while (frames_.size() < kHead || frames_.size() < kHead + PayloadBytes(frames_)) {
    const std::string chunk = ReadChunk();
    if (chunk.empty()) return std::nullopt;
    frames_ += chunk;
  }
  const std::size_t size = PayloadBytes(frames_);
  Frame frame{.flags = frames_[0], .payload = frames_.substr(kHead, size)};
  frames_.erase(0, kHead + size);
  return frame;
}

bool HttpConnection::IsClosedByServer() {
  while (Fill()) {
  }
  return errno != EAGAIN && errno != EWOULDBLOCK;
}

std::string ConnectFrame(std::string_view message) {
  std::string frame(1, '\0');
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    frame += static_cast<char>(message.size() >> shift & 0xff);
  }
  return frame.append(message);
}

}  // namespace anchorledger::testing
