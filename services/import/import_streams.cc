#include "services/import/import_streams.h"

#include <string>
#include <utility>

#include "proto/base/text.h"

namespace anchorledger::importing {
namespace {

namespace api = anchorledger::api::v1;
using rpc::Pull;

constexpr std::size_t kPieceBytes = 64U << 10;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

// Text of a message has to be UTF-8; a row may be rejected because it is not.
std::string Readable(const std::string& text) {
  if (base::IsValidUtf8(text)) return text;
  std::string readable;
  for (const char byte : text) {
    if (static_cast<unsigned char>(byte) < 0x80) {
      readable.push_back(byte);
    } else {
      readable.append(kReplacement);
    }
  }
  return readable;
}

class WatchSource final : public rpc::MessageSource<api::WatchImportResponse> {
 public:
  WatchSource(ImportDesk& desk, const rpc::Call& call, std::string import_id,
              const rpc::Waker& waker)
      : desk_(desk),
        call_(call),
        import_id_(std::move(import_id)),
        handle_(desk.Watch(call.principal().tenant, import_id_, [waker] { waker.Wake(); })) {}

  base::StatusOr<Pull> Next(api::WatchImportResponse& response) override {
    if (ended_) return Pull::kEnd;
    AL_ASSIGN_OR_RETURN(ImportView view, desk_.Get(call_.principal().tenant, import_id_));
    ended_ = view.version == 0;
    if (!ended_ && view.version == told_) return Pull::kWait;
    told_ = view.version;
    *response.mutable_import() = std::move(view.import);
    *response.mutable_progress() = std::move(view.progress);
    return Pull::kMessage;
  }

 private:
  ImportDesk& desk_;
  const rpc::Call& call_;
  const std::string import_id_;
  std::uint64_t told_ = 0;
  bool ended_ = false;
  const std::shared_ptr<void> handle_;
};

class DownloadSource final : public rpc::MessageSource<api::DownloadRejectedRowsResponse> {
 public:
  explicit DownloadSource(std::unique_ptr<RowListReader> list) : list_(std::move(list)) {}

  base::StatusOr<Pull> Next(api::DownloadRejectedRowsResponse& response) override {
    if (ended_) return Pull::kEnd;
    std::string& data = *response.mutable_data();
    if (!std::exchange(started_, true)) AppendListHeader(list_->columns(), data);
    NotedRow row;
    while (data.size() < kPieceBytes) {
      AL_ASSIGN_OR_RETURN(const bool more, list_->Next(row));
      if (!more) {
        ended_ = true;
        break;
      }
      AppendListRow(list_->columns().size(), row, data);
    }
    return data.empty() ? Pull::kEnd : Pull::kMessage;
  }

 private:
  const std::unique_ptr<RowListReader> list_;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace

base::StatusOr<std::unique_ptr<rpc::MessageSource<api::WatchImportResponse>>> MakeWatchSource(
    ImportDesk& desk, const rpc::Call& call, const api::WatchImportRequest& request,
    rpc::Waker waker) {
  AL_RETURN_IF_ERROR(desk.Get(call.principal().tenant, request.import_id()).status());
  return std::make_unique<WatchSource>(desk, call, request.import_id(), waker);
}

base::StatusOr<std::unique_ptr<rpc::MessageSource<api::DownloadRejectedRowsResponse>>>
MakeDownloadSource(ImportDesk& desk, const rpc::Call& call,
                   const api::DownloadRejectedRowsRequest& request) {
  AL_ASSIGN_OR_RETURN(auto list,
                      desk.OpenList(call.principal().tenant, request.import_id(), request.list()));
  return std::make_unique<DownloadSource>(std::move(list));
}

void FillRow(const NotedRow& row, api::ListedRow& message) {
  message.set_line(row.line);
  message.set_column(Readable(row.problem.column));
  message.set_code(row.problem.code);
  message.set_message(Readable(row.problem.message));
  for (const std::string& value : row.values) message.add_values(Readable(value));
  message.set_position(row.position);
}

}  // namespace anchorledger::importing
