// file  := slot pad slot pad                two slots, each at the start of a page of its own
// slot  := magic sequence log_id epoch head crc
// magic := "ALWMARK1"
// sequence, log_id, epoch, head := fixed64  the whole slot with the higher sequence counts
// crc   := fixed32                          CRC-32C of the slot before it
#include "storage/log/watermark.h"

#include <rocksdb/env.h>

#include <optional>
#include <utility>

#include "proto/base/hash.h"
#include "storage/log/byte_codec.h"
#include "storage/rocksdb/directory.h"
#include "storage/rocksdb/rocksdb_status.h"

namespace anchorledger::storage {
namespace {

using base::Status;
using base::StatusOr;

constexpr std::string_view kMagic = "ALWMARK1";
constexpr size_t kSlotBytes = 44;
constexpr size_t kPageBytes = 4096;

struct Slot {
  uint64_t sequence = 0;
  Watermark watermark;
};

std::string EncodeSlot(const Slot& slot) {
  std::string bytes(kMagic);
  PutFixed64(bytes, slot.sequence);
  PutFixed64(bytes, slot.watermark.log_id.value);
  PutFixed64(bytes, slot.watermark.epoch);
  PutFixed64(bytes, slot.watermark.head.value());
  PutFixed32(bytes, base::Crc32c(bytes));
  return bytes;
}

// Nothing when the slot is not whole.
std::optional<Slot> ReadSlot(rocksdb::RandomRWFile& file, uint64_t place) {
  char buffer[kSlotBytes];
  rocksdb::Slice read;
  const rocksdb::Status status = file.Read(place * kPageBytes, kSlotBytes, &read, buffer);
  if (!status.ok() || read.size() != kSlotBytes) return std::nullopt;
  const std::string_view bytes(read.data(), read.size());
  ByteReader reader(bytes);
  const std::string_view magic = reader.Raw(kMagic.size());
  Slot slot;
  slot.sequence = reader.Fixed64();
  slot.watermark.log_id = LogId{reader.Fixed64()};
  slot.watermark.epoch = static_cast<uint32_t>(reader.Fixed64());
  slot.watermark.head = base::Position{reader.Fixed64()};
  const uint32_t crc = reader.Fixed32();
  if (magic != kMagic || crc != base::Crc32c(bytes.substr(0, kSlotBytes - 4))) return std::nullopt;
  return slot;
}

std::string PathIn(const std::string& folder) { return folder + "/" + WatermarkFile::FileName(); }

}  // namespace

const char* WatermarkFile::FileName() { return "watermark"; }

WatermarkFile::WatermarkFile(std::unique_ptr<rocksdb::RandomRWFile> file,
                             const Watermark& watermark, uint64_t sequence, uint64_t slot)
    : file_(std::move(file)), watermark_(watermark), sequence_(sequence), slot_(slot) {}

WatermarkFile::~WatermarkFile() = default;

StatusOr<std::unique_ptr<WatermarkFile>> WatermarkFile::Create(rocksdb::Env* env,
                                                               const std::string& folder,
                                                               const Watermark& first) {
  // Both pages are written at once, so that later writes never need space.
  const std::string slot = EncodeSlot(Slot{.sequence = 0, .watermark = first});
  std::string pages = slot;
  pages.resize(2 * kPageBytes, '\0');
  AL_RETURN_IF_ERROR(ReplaceFile(env, folder, FileName(), pages));
  return Open(env, folder);
}

StatusOr<std::unique_ptr<WatermarkFile>> WatermarkFile::Open(rocksdb::Env* env,
                                                             const std::string& folder) {
  const std::string path = PathIn(folder);
  AL_ASSIGN_OR_RETURN(const bool exists, Exists(env, path));
  if (!exists) {
    return base::MakeError(base::ErrorReason::kNotFound, "there is no watermark file " + path);
  }
  std::unique_ptr<rocksdb::RandomRWFile> file;
  AL_RETURN_IF_ERROR(FromRocksdb(env->NewRandomRWFile(path, &file, rocksdb::EnvOptions()),
                                 "opening the watermark"));
  const std::optional<Slot> even = ReadSlot(*file, 0);
  const std::optional<Slot> odd = ReadSlot(*file, 1);
  if (!even && !odd) {
    return base::MakeError(base::ErrorReason::kDataCorrupt,
                           "no slot of the watermark file " + path + " is whole");
  }
  const bool even_is_last = !odd || (even && even->sequence > odd->sequence);
  const Slot& last = even_is_last ? *even : *odd;
  std::unique_ptr<WatermarkFile> opened(
      new WatermarkFile(std::move(file), last.watermark, last.sequence, even_is_last ? 0 : 1));
  // What a killed process wrote may not be durable yet; the next write goes to the other slot.
  AL_RETURN_IF_ERROR(opened->Sync());
  return opened;
}

Status WatermarkFile::Write(const Watermark& next) {
  const uint64_t slot = synced_ ? 1 - slot_ : slot_;
  const std::string bytes = EncodeSlot(Slot{.sequence = sequence_ + 1, .watermark = next});
  AL_RETURN_IF_ERROR(FromRocksdb(file_->Write(slot * kPageBytes, bytes), "writing the watermark"));
  ++sequence_;
  slot_ = slot;
  watermark_ = next;
  synced_ = false;
  return absl::OkStatus();
}

Status WatermarkFile::Sync() {
  AL_RETURN_IF_ERROR(FromRocksdb(file_->Sync(), "syncing the watermark"));
  synced_ = true;
  return absl::OkStatus();
}

}  // namespace anchorledger::storage
