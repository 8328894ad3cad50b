#include "services/import/proposal_spool.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"

namespace anchorledger::importing {

base::StatusOr<std::unique_ptr<ProposalSpool>> ProposalSpool::Create(const std::string& path,
                                                                     std::uint64_t events_max) {
  AL_ASSIGN_OR_RETURN(auto writer, RecordWriter::Create(path));
  return std::unique_ptr<ProposalSpool>(new ProposalSpool(path, events_max, std::move(writer)));
}

ProposalSpool::~ProposalSpool() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

base::Status ProposalSpool::Add(const append::BulkProposal& proposal) {
  if (++count_ > events_max_) return absl::OkStatus();
  std::string record;
  PutNumber(proposal.new_stream ? 1 : 0, 1, record);
  PutText(proposal.event.stream.value(), record);
  PutText(proposal.event.header->SerializeAsString(), record);
  PutText(proposal.event.payload_bytes, record);
  offsets_.push_back(writer_->offset());
  return writer_->Add(record);
}

base::Status ProposalSpool::Finish() {
  AL_RETURN_IF_ERROR(writer_->Flush());
  AL_ASSIGN_OR_RETURN(reader_, RecordReader::Open(path_));
  return absl::OkStatus();
}

base::StatusOr<projections::ProposedEvent> ProposalSpool::Read(std::uint64_t index) {
  std::string record;
  reader_->Seek(offsets_[index]);
  AL_ASSIGN_OR_RETURN(const bool found, reader_->Next(record));
  RecordCutter cutter(record);
  projections::ProposedEvent event;
  event.new_stream = cutter.Number(1) != 0;
  event.stream = base::StreamId(cutter.Text());
  event.header = cutter.Text();
  event.payload = cutter.Text();
  if (!found || !cutter.ok()) return NoRecordHere();
  return event;
}

}  // namespace anchorledger::importing
