// A file in memory, handed out in pieces of a chosen size.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "services/import/csv_reader.h"

namespace anchorledger::testing {

class TextSource final : public importing::ByteSource {
 public:
  explicit TextSource(std::string text, std::size_t piece_bytes = 4096)
      : text_(std::move(text)), piece_bytes_(piece_bytes) {}

  base::StatusOr<std::size_t> Read(std::span<char> buffer) override {
    const std::size_t size = std::min({buffer.size(), piece_bytes_, text_.size() - at_});
    std::copy_n(text_.data() + at_, size, buffer.data());
    at_ += size;
    return size;
  }

 private:
  const std::string text_;
  const std::size_t piece_bytes_;
  std::size_t at_ = 0;
};

}  // namespace anchorledger::testing
