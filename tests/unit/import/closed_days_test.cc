#include "services/import/closed_days.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/date.h"
#include "tests/support/status_matchers.h"

namespace anchorledger::importing {
namespace {

namespace pb = event::v1;

base::Date Day(const char* text) { return *base::ParseIsoDate(text); }

append::BulkEvent Purchase(const std::string& anchor_id, const char* invoice_date) {
  auto payload = std::make_shared<pb::EventPayload>();
  payload->mutable_purchase_recorded()->mutable_invoice_date()->set_days(Day(invoice_date).days);
  append::BulkEvent event;
  event.header = std::make_shared<pb::EventHeader>();
  event.header->set_anchor_id(anchor_id);
  event.payload = std::move(payload);
  return event;
}

// The books of one anchor, whose closings may be added while somebody reads.
class Books {
 public:
  void Close(const char* from, const char* to, bool hard = false) {
    auto payload = std::make_shared<pb::EventPayload>();
    pb::PeriodClosed& closed = *payload->mutable_period_closed();
    closed.mutable_period()->mutable_from()->set_days(Day(from).days);
    closed.mutable_period()->mutable_to()->set_days(Day(to).days);
    closed.set_hard(hard);
    history_.Apply({base::Position(history_.size() + 1), base::Instant{},
                    base::StreamId("period/a-1"), std::make_shared<pb::EventHeader>(),
                    std::move(payload)});
  }
  ClosedDays::StreamReader Reader() {
    return [this](const base::StreamId& stream) {
      ++reads;
      const bool is_ours = stream == base::StreamId("period/a-1");
      return std::make_shared<const domain::History>(is_ours ? history_ : domain::History());
    };
  }
  int reads = 0;

 private:
  domain::History history_;
};

TEST_CASE("a day is closed where the anchor's books are, and not where they take nothing at all") {
  Books books;
  books.Close("2024-01-01", "2024-01-31");
  books.Close("2023-01-01", "2023-12-31", /*hard=*/true);
  ClosedDays days;
  CHECK(*days.Hold(Purchase("a-1", "2024-01-31"), books.Reader()));
  CHECK_FALSE(*days.Hold(Purchase("a-1", "2024-02-01"), books.Reader()));
  CHECK_FALSE(*days.Hold(Purchase("a-1", "2023-06-01"), books.Reader()));
  CHECK_FALSE(*days.Hold(Purchase("a-2", "2024-01-31"), books.Reader()));
  CHECK_FALSE(*days.Hold(Purchase("", "2024-01-31"), books.Reader()));
}

TEST_CASE("the day that a row gives counts, not the one its payload has") {
  Books books;
  books.Close("2024-01-01", "2024-01-31");
  ClosedDays days;
  const append::BulkEvent event = Purchase("a-1", "2024-03-01");
  event.header->mutable_effective_on()->set_days(Day("2024-01-15").days);
  CHECK(*days.Hold(event, books.Reader()));
}

TEST_CASE("the books of an anchor are read once, until they are to be read anew") {
  Books books;
  ClosedDays days;
  const append::BulkEvent event = Purchase("a-1", "2024-01-15");
  CHECK_FALSE(*days.Hold(event, books.Reader()));
  books.Close("2024-01-01", "2024-01-31");
  CHECK_FALSE(*days.Hold(event, books.Reader()));
  CHECK(books.reads == 1);
  days.Forget();
  CHECK(*days.Hold(event, books.Reader()));
}

TEST_CASE("what reading fails with is what is answered") {
  ClosedDays days;
  const auto broken = [](const base::StreamId&) {
    return base::StatusOr<std::shared_ptr<const domain::History>>(
        base::MakeError(base::ErrorReason::kStorageFailed, "the disk of this test failed"));
  };
  CHECK_REASON(days.Hold(Purchase("a-1", "2024-01-15"), broken), kStorageFailed);
}

}  // namespace
}  // namespace anchorledger::importing
