#include "services/gateway/page_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "proto/base/hash.h"
#include "services/gateway/limits.h"
#include "services/gateway/security_headers.h"

namespace anchorledger::gateway {
namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::string_view kAssets = "/assets/";

bool IsBase64Url(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-';
}

std::string_view LastSegment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Whether a person asked for a place in the application, not for a file.
bool IsPageAddress(const Request& request, std::string_view path) {
  if (path.starts_with(kAssets)) return false;
  return LastSegment(path).find('.') == std::string_view::npos ||
         request.Get("accept").find("text/html") != std::string_view::npos;
}

base::StatusOr<std::string> ReadWhole(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return base::MakeError(base::ErrorReason::kStorageFailed, "cannot read " + path.string());
  }
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

// "/a/b.js" for a file below the folder; empty for a link, a hidden file and what is in one.
std::string KeyOf(const std::filesystem::directory_entry& entry,
                  const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(entry.symlink_status(error))) return {};
  std::string key = '/' + entry.path().lexically_relative(folder).generic_string();
  return key.find("/.") == std::string::npos ? key : std::string();
}

}  // namespace

bool IsHashedAsset(std::string_view path) {
  constexpr size_t kDigestCharacters = 8;
  if (!path.starts_with(kAssets)) return false;
  const std::string_view name = LastSegment(path);
  const size_t dot = name.find('.');
  if (dot == std::string_view::npos || dot < kDigestCharacters + 1) return false;
  const std::string_view digest = name.substr(dot - kDigestCharacters, kDigestCharacters);
  return name[dot - kDigestCharacters - 1] == '-' &&
         std::all_of(digest.begin(), digest.end(), IsBase64Url);
}

std::string_view ContentTypeOfFile(std::string_view path) {
  using Row = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kTypes = {
      Row{".html", "text/html; charset=utf-8"},
      Row{".js", "text/javascript; charset=utf-8"},
      Row{".mjs", "text/javascript; charset=utf-8"},
      Row{".css", "text/css; charset=utf-8"},
      Row{".json", "application/json"},
      Row{".map", "application/json"},
      Row{".webmanifest", "application/manifest+json"},
      Row{".svg", "image/svg+xml"},
      Row{".png", "image/png"},
      Row{".jpg", "image/jpeg"},
      Row{".webp", "image/webp"},
      Row{".ico", "image/x-icon"},
      Row{".woff2", "font/woff2"},
      Row{".txt", "text/plain; charset=utf-8"},
      Row{".csv", "text/csv; charset=utf-8"},
      Row{".wasm", "application/wasm"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool AcceptsCoding(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const size_t comma = accept_encoding.find(',');
    std::string_view item = accept_encoding.substr(0, comma);
    const size_t mark = item.find(';');
    if (EqualsIgnoreCase(Trim(item.substr(0, mark)), coding)) {
      if (mark == std::string_view::npos) return true;
      const std::string_view weight = Trim(item.substr(mark + 1));
      return weight.find_first_of("123456789") != std::string_view::npos;
    }
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  return false;
}

base::StatusOr<std::unique_ptr<PageFiles>> PageFiles::Open(std::string folder,
                                                           runtime::Logger logger) {
  std::unique_ptr<PageFiles> files(new PageFiles(std::move(folder), std::move(logger)));
  AL_ASSIGN_OR_RETURN(auto table, files->Load());
  files->table_.store(std::move(table));
  return files;
}

// Changes when a build replaces index.html or its compressed forms, which are written after all
// other files; 0 without an index.html.
int64_t PageFiles::IndexVersion() const {
  int64_t version = 0;
  for (const char* ending : {"", ".br", ".gz"}) {
    struct stat info = {};
    if (::stat((folder_ + std::string(kIndex) + ending).c_str(), &info) == 0) {
      version += static_cast<int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec +
                 static_cast<int64_t>(info.st_ino);
    } else if (version == 0) {
      return 0;
    }
  }
  return version;
}

base::StatusOr<std::shared_ptr<const PageFiles::Table>> PageFiles::Load() const {
  auto table = std::make_shared<Table>();
  table->version = IndexVersion();
  if (table->version == 0) {
    return base::MakeError(base::ErrorReason::kNotFound, folder_ + " has no index.html");
  }
  std::unordered_map<std::string, Bytes> files;
  size_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, error)) {
    const std::string key = KeyOf(entry, folder_);
    if (key.empty()) continue;
    AL_ASSIGN_OR_RETURN(std::string content, ReadWhole(entry.path()));
    bytes += content.size();
    if (files.size() == kPageFilesMax || bytes > kPageBytesMax) {
      return base::MakeError(base::ErrorReason::kQuotaExceeded,
                             folder_ + " has more files or bytes than pages may have");
    }
    files.emplace(key, std::make_shared<const std::string>(std::move(content)));
  }
  if (error) return base::MakeError(base::ErrorReason::kStorageFailed, "cannot list " + folder_);
  const auto find = [&files](const std::string& key) {
    const auto found = files.find(key);
    return found == files.end() ? Bytes() : found->second;
  };
  for (const auto& [key, content] : files) {
    const std::string tag = base::HexEncode(base::AsBytes(base::Sha256(*content)).substr(0, 16));
    table->pages.emplace(
        key,
        Page{.plain = content, .gzip = find(key + ".gz"), .brotli = find(key + ".br"), .tag = tag});
  }
  return table;
}

// Called for index.html only: a page and the assets that it names are of one build.
void PageFiles::ReloadIfReplaced() const {
  const int64_t version = IndexVersion();
  if (version == 0 || version == table_.load()->version) return;
  const base::MutexLock lock(load_mutex_);
  if (version == table_.load()->version) return;
  auto table = Load();
  if (!table.ok()) {
    logger_.Warn("pages were not read again", {{"folder", folder_}, {"reason", table.status()}});
    return;  // what was read last stays
  }
  table_.store(*std::move(table));
  logger_.Info("pages were read again", {{"folder", folder_}});
}

Response PageFiles::Serve(const Request& request, const std::string& path, const Page& page) {
  const bool is_document = ContentTypeOfFile(path).starts_with("text/html");
  const std::string_view accepted = request.Get("accept-encoding");
  Response response;
  std::string tag = page.tag;
  response.shared_body = page.plain;
  if (page.brotli != nullptr && AcceptsCoding(accepted, "br")) {
    response.Set("Content-Encoding", "br");
    response.shared_body = page.brotli;
    tag += "-br";
  } else if (page.gzip != nullptr && AcceptsCoding(accepted, "gzip")) {
    response.Set("Content-Encoding", "gzip");
    response.shared_body = page.gzip;
    tag += "-gz";
  }
  tag = '"' + tag + '"';
  response.Set("Content-Type", ContentTypeOfFile(path));
  response.Set("Cache-Control",
               IsHashedAsset(path) ? "public, max-age=31536000, immutable" : "no-cache");
  response.Set("ETag", tag);
  response.Set("Vary", "Accept-Encoding");
  AddSecurityHeaders(is_document ? ContentKind::kPage : ContentKind::kData, response);
  const std::string_view known = request.Get("if-none-match");
  if (known == "*" || known.find(tag) != std::string_view::npos) {
    response.status = 304;
    response.shared_body = nullptr;
  }
  return response;
}

Response PageFiles::Get(const Request& request) const {
  const auto decoded = DecodePercent(request.path());
  if (!decoded.has_value()) return PlainText(400, "the address has a broken escape\n");
  std::string path = *decoded == "/" ? std::string(kIndex) : *decoded;
  std::shared_ptr<const Table> table = table_.load();
  if (!table->pages.contains(path)) {
    if (!IsPageAddress(request, path)) return PlainText(404, "no such file\n");
    path = kIndex;
  }
  if (path == kIndex) {
    ReloadIfReplaced();
    table = table_.load();
  }
  return Serve(request, path, table->pages.at(path));
}

}  // namespace anchorledger::gateway
