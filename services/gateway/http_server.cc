#include "services/gateway/http_server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "proto/base/limits.h"
#include "proto/base/mutex.h"
#include "proto/runtime/thread_name.h"
#include "services/gateway/limits.h"

namespace anchorledger::gateway {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

base::Status Failed(const std::string& what, const error_code& error) {
  return base::MakeError(base::ErrorReason::kStorageFailed, what + ": " + error.message());
}

// Who wants to speak anything but HTTP/1.1 is told so in the handshake, and is not led here by
// somebody who took a connection meant for another service.
int SelectProtocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* size,
                   const unsigned char* offered, unsigned int offered_size, void* /*unused*/) {
  static constexpr std::array<unsigned char, 9> kHttp = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* protocol = nullptr;
  if (SSL_select_next_proto(&protocol, size, kHttp.data(), kHttp.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = protocol;
  return SSL_TLSEXT_ERR_OK;
}

base::StatusOr<std::unique_ptr<asio::ssl::context>> MakeTlsContext(const TlsFiles& files) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code error;
  context->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
  if (!error) context->use_certificate_chain_file(files.certificate, error);
  if (error) return Failed("cannot use " + files.certificate, error);
  context->use_private_key_file(files.key, asio::ssl::context::pem, error);
  if (error) return Failed("cannot use " + files.key, error);
  SSL_CTX_set_alpn_select_cb(context->native_handle(), SelectProtocol, nullptr);
  if (!files.client_ca.empty()) {
    // A session of TLS that is taken up again has proved its client already; it counts here only.
    static constexpr std::string_view kName = "anchorledger";
    SSL_CTX_set_session_id_context(context->native_handle(),
                                   reinterpret_cast<const unsigned char*>(kName.data()),
                                   static_cast<unsigned int>(kName.size()));
    context->load_verify_file(files.client_ca, error);
    if (error) return Failed("cannot use " + files.client_ca, error);
    context->set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
  }
  return context;
}

// A client that vanished without a word is noticed within a minute; small answers leave at once.
void SetOptions(tcp::socket& socket) {
  using KeepIdle = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPIDLE>;
  using KeepInterval = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPINTVL>;
  using KeepCount = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPCNT>;
  error_code ignored;  // without them it works, too
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
  socket.set_option(KeepIdle(30), ignored);
  socket.set_option(KeepInterval(10), ignored);
  socket.set_option(KeepCount(3), ignored);
}

// The connections that are alive. Threads: any.
class Registry {
 public:
  void Add(const std::shared_ptr<Connection>& connection) {
    const base::MutexLock lock(mutex_);
    alive_.emplace(connection.get(), connection);
  }
  void Remove(const Connection* connection) {
    const base::MutexLock lock(mutex_);
    alive_.erase(connection);
    changed_.NotifyAll();
  }
  std::size_t size() const {
    const base::MutexLock lock(mutex_);
    return alive_.size();
  }
  // The one that has been without a request for longest; null when all have one.
  std::shared_ptr<Connection> LongestWaiting() const {
    auto since = std::chrono::steady_clock::time_point::max();
    std::shared_ptr<Connection> longest;
    for (auto& connection : All()) {
      if (connection->waiting_since() >= since) continue;
      since = connection->waiting_since();
      longest = std::move(connection);
    }
    return longest;
  }
  std::vector<std::shared_ptr<Connection>> All() const {
    const base::MutexLock lock(mutex_);
    std::vector<std::shared_ptr<Connection>> all;
    for (const auto& [key, weak] : alive_) {
      if (auto connection = weak.lock()) all.push_back(std::move(connection));
    }
    return all;
  }
  // False when some are left after that time.
  bool WaitUntilEmpty(std::chrono::microseconds longest) {
    const auto until = std::chrono::steady_clock::now() + longest;
    base::MutexLock lock(mutex_);
    while (!alive_.empty()) {
      const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
          until - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      changed_.WaitFor(mutex_, left);
    }
    return true;
  }
  // Until none is left, none has ended for `patience`, or `longest` is over.
  void WaitWhileSomeEnd(std::chrono::microseconds patience, std::chrono::microseconds longest) {
    const auto until = std::chrono::steady_clock::now() + longest;
    std::size_t before = size() + 1;
    while (size() < before && std::chrono::steady_clock::now() < until) {
      before = size();
      WaitUntilEmpty(patience);
    }
  }

 private:
  mutable base::Mutex mutex_;
  base::CondVar changed_;
  std::unordered_map<const Connection*, std::weak_ptr<Connection>> alive_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

// Members in the order in which they are made; destroyed in the opposite one.
struct HttpServer::Parts {
  Parts(const ConnectionParts& shared_parts, const HttpServerOptions& options)
      : shared(shared_parts),
        connections_max(options.connections_max),
        io(static_cast<int>(options.threads)),
        work(asio::make_work_guard(io)),
        acceptor(asio::make_strand(io)),
        retry(acceptor.get_executor()) {}

  base::Status Listen(const HttpServerOptions& options);
  asio::awaitable<void> Accept();
  void Serve(tcp::socket socket);

  const ConnectionParts& shared;
  const std::size_t connections_max;
  Registry registry;
  std::unique_ptr<asio::ssl::context> tls;  // null: none
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work;
  tcp::acceptor acceptor;
  asio::steady_timer retry;
  std::vector<std::jthread> threads;
  int port = 0;
};

base::Status HttpServer::Parts::Listen(const HttpServerOptions& options) {
  const std::string where = "cannot listen on " + options.host + ':' + options.port;
  error_code error;
  tcp::resolver resolver(io);
  const auto found = resolver.resolve(options.host, options.port, error);
  if (error || found.empty()) return Failed(where, error);
  const tcp::endpoint endpoint = *found.begin();
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return Failed(where, error);
  port = acceptor.local_endpoint().port();
  return absl::OkStatus();
}

// When all places are taken, one on which no request is under way is given to the newcomer: to hold
// them costs nothing, and must not keep others out. When there is none, the newcomer is closed
// unheard: whoever is served goes on being served.
asio::awaitable<void> HttpServer::Parts::Accept() {
  while (acceptor.is_open()) {
    auto [error, socket] =
        co_await acceptor.async_accept(asio::make_strand(io), asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      shared.logger.Warn("cannot accept a connection", {{"reason", error.message()}});
      retry.expires_after(kAcceptRetryEvery);
      co_await retry.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    if (registry.size() >= connections_max) {
      const std::shared_ptr<Connection> longest = registry.LongestWaiting();
      if (longest == nullptr) continue;
      longest->GiveWay();
    }
    Serve(std::move(socket));
  }
}

void HttpServer::Parts::Serve(tcp::socket socket) {
  error_code error;
  const tcp::endpoint peer = socket.remote_endpoint(error);
  if (error) return;  // gone already
  SetOptions(socket);
  const asio::any_io_executor strand = socket.get_executor();
  auto stream =
      tls == nullptr ? MakePlainStream(std::move(socket)) : MakeTlsStream(std::move(socket), *tls);
  std::shared_ptr<Connection> connection(
      new Connection(strand, std::move(stream), peer.address().to_string(),
                     peer.address().is_loopback(), shared),
      [this](Connection* ended) {
        const Connection* key = ended;
        delete ended;
        registry.Remove(key);
      });
  registry.Add(connection);
  connection->Start();
}

base::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(const HttpServerOptions& options,
                                                              const ConnectionParts& shared) {
  auto parts = std::make_unique<Parts>(shared, options);
  if (options.tls.enabled()) {
    AL_ASSIGN_OR_RETURN(parts->tls, MakeTlsContext(options.tls));
  }
  AL_RETURN_IF_ERROR(parts->Listen(options));
  asio::co_spawn(parts->acceptor.get_executor(), parts->Accept(), asio::detached);
  for (std::size_t i = 0; i < options.threads; ++i) {
    parts->threads.emplace_back([&io = parts->io] {
      runtime::NameThread("http");
      io.run();
    });
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(parts)));
}

HttpServer::HttpServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

HttpServer::~HttpServer() { Stop(std::chrono::milliseconds(0)); }

int HttpServer::port() const { return parts_->port; }

std::size_t HttpServer::connections() const { return parts_->registry.size(); }

void HttpServer::StopAccepting() {
  asio::post(parts_->acceptor.get_executor(), [parts = parts_.get()] {
    error_code ignored;
    parts->acceptor.close(ignored);
    parts->retry.cancel();
  });
  for (const auto& connection : parts_->registry.All()) connection->Drain();
}

void HttpServer::Stop(std::chrono::milliseconds patience) {
  if (parts_->threads.empty()) return;
  StopAccepting();
  // A thousand streams take their time to say goodbye on a busy machine: while connections end, the
  // others are waited for.
  parts_->registry.WaitWhileSomeEnd(patience, base::kStopPatience);
  // A connection that was accepted meanwhile is not drained; it is cut off like those that stay.
  while (!parts_->registry.WaitUntilEmpty(std::chrono::milliseconds(0))) {
    for (const auto& connection : parts_->registry.All()) connection->Abort();
    parts_->registry.WaitUntilEmpty(std::chrono::milliseconds(100));
  }
  parts_->work.reset();
  parts_->io.stop();
  parts_->threads.clear();
}

}  // namespace anchorledger::gateway
