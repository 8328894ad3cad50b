// The events that a dry run would append, in a file.
#include "services/import/proposal_spool.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "anchorledger/event/v1/envelope.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace anchorledger::importing {
namespace {

append::BulkProposal Proposal(const std::string& stream, bool new_stream) {
  append::BulkProposal proposal;
  proposal.event.stream = base::StreamId(stream);
  proposal.event.header = std::make_shared<event::v1::EventHeader>();
  proposal.event.header->set_batch_id("batch of " + stream);
  proposal.event.payload_bytes = "payload of " + stream;
  proposal.new_stream = new_stream;
  return proposal;
}

TEST_CASE("proposed events are read as they were written, in any order, and the file goes away") {
  const testing::TempFolder folder;
  const std::string path = folder / "events";
  {
    const auto spool = ProposalSpool::Create(path, 10);
    REQUIRE_OK(spool);
    REQUIRE_OK((*spool)->Add(Proposal("purchase/p-1", true)));
    REQUIRE_OK((*spool)->Add(Proposal("purchase/p-2", false)));
    REQUIRE_OK((*spool)->Finish());
    CHECK((*spool)->is_complete());
    REQUIRE((*spool)->size() == 2);
    for (const std::uint64_t index : {1, 0, 1}) {
      const std::string stream = "purchase/p-" + std::to_string(index + 1);
      const auto event = (*spool)->Read(index);
      REQUIRE_OK(event);
      CHECK(event->stream.value() == stream);
      CHECK(event->payload == "payload of " + stream);
      CHECK(event->new_stream == (index == 0));
      event::v1::EventHeader header;
      REQUIRE(header.ParseFromString(event->header));
      CHECK(header.batch_id() == "batch of " + stream);
    }
    CHECK(std::filesystem::exists(path));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("beyond its limit a spool only counts") {
  const testing::TempFolder folder;
  const auto spool = ProposalSpool::Create(folder / "events", 3);
  REQUIRE_OK(spool);
  for (int at = 0; at < 5; ++at) REQUIRE_OK((*spool)->Add(Proposal("purchase/p", true)));
  REQUIRE_OK((*spool)->Finish());
  CHECK((*spool)->count() == 5);
  CHECK((*spool)->size() == 3);
  CHECK_FALSE((*spool)->is_complete());
}

}  // namespace
}  // namespace anchorledger::importing
