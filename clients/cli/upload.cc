#include "clients/cli/upload.h"

#include <filesystem>
#include <fstream>

#include "anchorledger/api/v1/import.grpc.pb.h"
#include "clients/cli/progress.h"
#include "proto/base/hash.h"

namespace anchorledger::cli {
namespace {

constexpr std::size_t kPartBytes = 1U << 20;
constexpr std::size_t kUploadIdBytes = 16;

base::Status Unreadable(const std::string& path) {
  return base::MakeError(base::ErrorReason::kFieldInvalid, path + ": the file cannot be read");
}

base::StatusOr<base::Sha256Digest> DigestOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path);
  base::Sha256Hasher hasher;
  std::string part(kPartBytes, '\0');
  while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0) {
    hasher.Update(std::string_view(part).substr(0, static_cast<std::size_t>(file.gcount())));
  }
  return hasher.Finish();
}

class Upload {
 public:
  Upload(Session& session, Connection& connection, std::string path)
      : session_(session),
        connection_(connection),
        path_(std::move(path)),
        stub_(api::v1::ImportService::NewStub(connection.channel())) {}

  base::StatusOr<std::string> Send() {
    AL_RETURN_IF_ERROR(CheckUploadable(path_));
    AL_ASSIGN_OR_RETURN(digest_, DigestOf(path_));
    std::error_code error;
    size_ = std::filesystem::file_size(path_, error);
    if (error) return Unreadable(path_);
    request_.set_upload_id("sha256-" +
                           base::HexEncode(base::AsBytes(digest_).substr(0, kUploadIdBytes)));
    request_.set_total_bytes(size_);
    request_.set_file_name(std::filesystem::path(path_).filename().string());
    AL_RETURN_IF_ERROR(SendPart(""));  // asks how much is there
    AL_RETURN_IF_ERROR(SendParts());
    return request_.upload_id();
  }

 private:
  base::Status SendPart(std::string data) {
    request_.set_data(std::move(data));
    return connection_.Call(*stub_, &api::v1::ImportService::Stub::UploadChunk, request_,
                            &response_);
  }

  base::Status SendParts() {
    std::ifstream file(path_, std::ios::binary);
    if (!file) return Unreadable(path_);
    Progress progress(session_.streams().err, session_.ShowsProgress(), "upload");
    std::string part;
    while (!response_.complete()) {
      const std::uint64_t offset = response_.stored_bytes();
      part.resize(std::min<std::uint64_t>(kPartBytes, size_ - offset));
      file.seekg(static_cast<std::streamoff>(offset));
      if (!file.read(part.data(), static_cast<std::streamsize>(part.size()))) {
        return Unreadable(path_);
      }
      request_.set_offset(offset);
      if (offset + part.size() == size_) {
        request_.set_sha256(std::string(base::AsBytes(digest_)));
      }
      AL_RETURN_IF_ERROR(SendPart(part));
      progress.Show(response_.stored_bytes(), size_);
    }
    return absl::OkStatus();
  }

  Session& session_;
  Connection& connection_;
  const std::string path_;
  const std::unique_ptr<api::v1::ImportService::Stub> stub_;
  base::Sha256Digest digest_{};
  std::uint64_t size_ = 0;
  api::v1::UploadChunkRequest request_;
  api::v1::UploadChunkResponse response_;
};

}  // namespace

base::Status CheckUploadable(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path);
  if (file.peek() != std::ifstream::traits_type::eof()) return absl::OkStatus();
  if (!file.eof()) return Unreadable(path);  // a folder opens, and does not read
  return base::MakeError(base::ErrorReason::kFieldInvalid, path + ": the file is empty");
}

base::StatusOr<std::string> UploadFile(Session& session, const std::string& path) {
  AL_ASSIGN_OR_RETURN(Connection * connection, session.connection());
  return Upload(session, *connection, path).Send();
}

}  // namespace anchorledger::cli
