#include "services/gateway/byte_stream.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace anchorledger::gateway {
namespace {

using asio::ip::tcp;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

template <class Stream>
asio::awaitable<Transferred> Read(Stream& stream, std::span<char> buffer) {
  const auto [error, bytes] =
      co_await stream.async_read_some(asio::buffer(buffer.data(), buffer.size()), kAwait);
  co_return Transferred{error, bytes};
}

template <class Stream>
asio::awaitable<Transferred> Write(Stream& stream, std::string_view text) {
  const auto [error, bytes] =
      co_await stream.async_write_some(asio::buffer(text.data(), text.size()), kAwait);
  co_return Transferred{error, bytes};
}

void CloseSocket(tcp::socket& socket) {
  boost::system::error_code ignored;  // it is gone either way
  socket.close(ignored);
}

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}

  asio::awaitable<bool> Handshake() override { co_return true; }
  asio::awaitable<Transferred> ReadSome(std::span<char> buffer) override {
    return Read(socket_, buffer);
  }
  asio::awaitable<Transferred> WriteSome(std::string_view bytes) override {
    return Write(socket_, bytes);
  }
  asio::awaitable<void> EndWriting() override {
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }
  void Close() override { CloseSocket(socket_); }

 private:
  tcp::socket socket_;
};

class TlsStream final : public ByteStream {
 public:
  TlsStream(tcp::socket socket, asio::ssl::context& context)
      : stream_(std::move(socket), context) {}

  asio::awaitable<bool> Handshake() override {
    const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
    co_return !error;
  }
  asio::awaitable<Transferred> ReadSome(std::span<char> buffer) override {
    return Read(stream_, buffer);
  }
  asio::awaitable<Transferred> WriteSome(std::string_view bytes) override {
    return Write(stream_, bytes);
  }
  // The close_notify of TLS would wait for the other side's, beside a read that is under way; the
  // end of the TCP stream is enough, since every body says where it ends.
  asio::awaitable<void> EndWriting() override {
    boost::system::error_code ignored;
    stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }
  void Close() override { CloseSocket(stream_.next_layer()); }

 private:
  asio::ssl::stream<tcp::socket> stream_;
};

}  // namespace

std::unique_ptr<ByteStream> MakePlainStream(tcp::socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<ByteStream> MakeTlsStream(tcp::socket socket, asio::ssl::context& context) {
  return std::make_unique<TlsStream>(std::move(socket), context);
}

}  // namespace anchorledger::gateway
