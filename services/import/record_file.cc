#include "services/import/record_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "proto/base/limits.h"

namespace anchorledger::importing {
namespace {

constexpr std::size_t kHeldBytesMax = 256U << 10;
constexpr std::size_t kRecordBytesMax = 4 * base::kCsvRowBytesMax;

}  // namespace

void PutNumber(std::uint64_t number, int bytes, std::string& out) {
  for (int at = 0; at < bytes; ++at) {
    out.push_back(static_cast<char>((number >> (8 * at)) & 0xffU));
  }
}

void PutText(std::string_view text, std::string& out) {
  PutNumber(text.size(), 4, out);
  out.append(text);
}

std::uint64_t RecordCutter::Number(std::size_t bytes) {
  if (rest_.size() < bytes) ok_ = false;
  if (!ok_) return 0;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < bytes; ++at) {
    number |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[at])) << (8 * at);
  }
  rest_.remove_prefix(bytes);
  return number;
}

std::string RecordCutter::Text() {
  const auto size = static_cast<std::size_t>(Number(4));
  if (rest_.size() < size) ok_ = false;
  if (!ok_) return {};
  std::string text(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return text;
}

base::StatusOr<std::unique_ptr<RecordWriter>> RecordWriter::Create(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  AL_ASSIGN_OR_RETURN(auto file, SpoolFile::Open(path, SpoolFile::Mode::kAppend));
  return std::unique_ptr<RecordWriter>(new RecordWriter(std::move(file)));
}

base::Status RecordWriter::Add(std::string_view record) {
  PutText(record, held_);
  offset_ += record.size() + 4;
  return held_.size() < kHeldBytesMax ? absl::OkStatus() : Flush();
}

base::Status RecordWriter::Flush() {
  AL_RETURN_IF_ERROR(file_->Append(held_));
  held_.clear();
  return absl::OkStatus();
}

base::StatusOr<std::unique_ptr<RecordReader>> RecordReader::Open(const std::string& path) {
  AL_ASSIGN_OR_RETURN(auto file, SpoolFile::Open(path, SpoolFile::Mode::kRead));
  return std::unique_ptr<RecordReader>(new RecordReader(std::move(file)));
}

base::StatusOr<bool> RecordReader::Next(std::string& record) {
  char head[4] = {};
  file_->Seek(offset_);
  AL_ASSIGN_OR_RETURN(const std::size_t head_size, file_->Read(head));
  if (head_size == 0) return false;
  const auto size =
      static_cast<std::size_t>(RecordCutter(std::string_view(head, head_size)).Number(4));
  if (head_size != sizeof(head) || size > kRecordBytesMax) return NoRecordHere();
  record.resize(size);
  std::size_t have = 0;
  while (have < size) {
    AL_ASSIGN_OR_RETURN(const std::size_t more, file_->Read(std::span(record).subspan(have)));
    if (more == 0) return NoRecordHere();
    have += more;
  }
  offset_ += sizeof(head) + size;
  return true;
}

base::Status NoRecordHere() {
  return base::MakeError(base::ErrorReason::kFieldInvalid, "no row begins at this offset");
}

}  // namespace anchorledger::importing
