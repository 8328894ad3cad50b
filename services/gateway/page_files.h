// The built pages, served from memory.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "proto/base/mutex.h"
#include "proto/base/status.h"
#include "proto/runtime/logging.h"
#include "services/gateway/http_message.h"

namespace anchorledger::gateway {

// Whether a file may be kept for ever, because its name holds a digest of its content: in
// "/assets/", named "index-B1x9_Qz4.js": eight or more characters of base64url before the ending.
bool IsHashedAsset(std::string_view path);

// The content type by the ending; "application/octet-stream" for one that is not known.
std::string_view ContentTypeOfFile(std::string_view path);

// Whether an `Accept-Encoding` header takes a coding ("gzip", "br"), that is, names it without q=0.
bool AcceptsCoding(std::string_view accept_encoding, std::string_view coding);

// All files of a folder, read when the object is made and again when its index.html was replaced,
// which is the last thing that a build writes. A request names a key of a table, never a file, so
// there is no path to climb out of; links and hidden files are not in the table. "x.br" and "x.gz"
// are the compressed forms of "x". Threads: any.
class PageFiles {
 public:
  // NOT_FOUND without an index.html; QUOTA_EXCEEDED for more than limits.h allows.
  static base::StatusOr<std::unique_ptr<PageFiles>> Open(std::string folder,
                                                         runtime::Logger logger);

  // The answer to GET or HEAD: a file, 304, index.html for an address of the application (which
  // has no such file and is no asset), or 404.
  Response Get(const Request& request) const;

 private:
  using Bytes = std::shared_ptr<const std::string>;
  struct Page {
    Bytes plain;
    Bytes gzip;       // null: none
    Bytes brotli;     // null: none
    std::string tag;  // digest of the plain bytes
  };
  struct Table {
    std::unordered_map<std::string, Page> pages;  // by path, with its leading '/'
    int64_t version = 0;
  };

  PageFiles(std::string folder, runtime::Logger logger)
      : folder_(std::move(folder)), logger_(std::move(logger)) {}
  base::StatusOr<std::shared_ptr<const Table>> Load() const;
  int64_t IndexVersion() const;
  void ReloadIfReplaced() const;
  static Response Serve(const Request& request, const std::string& path, const Page& page);

  const std::string folder_;
  const runtime::Logger logger_;
  mutable base::Mutex load_mutex_;  // one reload at a time
  mutable std::atomic<std::shared_ptr<const Table>> table_;
};

}  // namespace anchorledger::gateway
