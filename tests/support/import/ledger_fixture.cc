#include "tests/support/import/ledger_fixture.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <set>

#include "anchorledger/event/v1/envelope.pb.h"
#include "proto/base/check.h"
#include "services/domain/event_types/event_type.h"
#include "services/domain/world.h"
#include "services/projections/stream_history.h"

namespace anchorledger::testing {
namespace {

namespace pb = anchorledger::event::v1;

std::string NameAt(const base::TenantId& tenant, domain::NameIndex index, std::string_view key) {
  return tenant.value() + "|" + std::to_string(static_cast<int>(index)) + "|" + std::string(key);
}

std::vector<storage::Record> AllRecords(const storage::EventLog& log, base::Position from) {
  std::vector<storage::Record> all;
  while (true) {
    auto records = *log.Read(from, {}, storage::Direction::kForward);
    if (records.empty()) return all;
    from = records.back().position.Next();
    std::move(records.begin(), records.end(), std::back_inserter(all));
  }
}

}  // namespace

void LogLookups::CatchUp() const {
  for (const storage::Record& record : AllRecords(log_, read_.Next())) {
    read_ = record.position;
    const domain::RecordedEvent event = *projections::DecodeRecord(record);
    types_[record.tenant.value() + "|" + std::to_string(event.header->event_type())].push_back(
        record.position);
    if (!event.header->batch_id().empty()) {
      batches_[record.tenant.value() + "|" + event.header->batch_id()].push_back(record.position);
    }
    if (event.payload == nullptr) continue;
    for (const domain::NameEntry& entry : domain::NameKeysOf(*event.payload)) {
      names_[NameAt(record.tenant, entry.index, entry.key)].push_back(record.stream);
    }
    for (const base::StreamId& named : domain::StreamsNamedBy(*event.header, *event.payload)) {
      referrers_[record.tenant.value() + "|" + named.value()].push_back(record.position);
    }
  }
}

base::StatusOr<std::vector<base::StreamId>> LogLookups::Named(const base::TenantId& tenant,
                                                              domain::NameIndex index,
                                                              std::string_view key) const {
  const base::MutexLock lock(mutex_);
  CatchUp();
  return names_[NameAt(tenant, index, key)];
}

base::StatusOr<std::vector<base::Position>> LogLookups::Referrers(const base::TenantId& tenant,
                                                                  const base::StreamId& stream,
                                                                  size_t limit) const {
  const base::MutexLock lock(mutex_);
  CatchUp();
  std::vector<base::Position> found = referrers_[tenant.value() + "|" + stream.value()];
  if (found.size() > limit) found.resize(limit);
  return found;
}

base::StatusOr<std::vector<base::Position>> LogLookups::OfType(const base::TenantId& tenant,
                                                               int event_type) const {
  const base::MutexLock lock(mutex_);
  CatchUp();
  return types_[tenant.value() + "|" + std::to_string(event_type)];
}

base::StatusOr<std::vector<base::Position>> LogLookups::OfBatch(const base::TenantId& tenant,
                                                                std::string_view batch_id) const {
  const base::MutexLock lock(mutex_);
  CatchUp();
  return batches_[tenant.value() + "|" + std::string(batch_id)];
}

LedgerFixture::LedgerFixture()
    : clock(*base::ParseInstant("2024-06-01T12:00:00Z")),
      log(std::make_unique<storage::MemoryLog>(storage::LogId{1}, clock)),
      lookups(*log),
      cache(*log, 200'000) {
  AL_CHECK(Append({R"(anchor_registered { anchor_id: "hospital" legal_name: "Test Hospital"
                      fiscal_year_start { month: 4 day: 1 } currency: "GBP"
                      time_zone: "Europe/London" han_member: false })"})
               .ok());
}

append::Actor LedgerFixture::Actor() const {
  append::Actor actor;
  actor.tenant = tenant;
  actor.actor = base::ActorId("importer-1");
  actor.organisation = base::OrganisationId(std::string(kAnchor));
  for (const pb::Role role : {pb::ROLE_STW, pb::ROLE_SC, pb::ROLE_FIN, pb::ROLE_CB, pb::ROLE_PAR,
                              pb::ROLE_HR, pb::ROLE_EXEC}) {
    actor.roles.push_back(role);
  }
  return actor;
}

base::Status LedgerFixture::Append(const std::vector<std::string>& payloads,
                                   const std::string& effective_on) {
  append::BulkAppender appender({*log, cache, lookups, clock}, Actor(),
                                append::BulkAppender::Mode::kAppend);
  std::vector<append::BulkEvent> row;
  for (const std::string& text : payloads) {
    append::BulkEvent& event = row.emplace_back();
    event.header = std::make_shared<pb::EventHeader>();
    event.payload = std::make_shared<pb::EventPayload>();
    AL_CHECK(google::protobuf::TextFormat::ParseFromString(text, event.payload.get()));
    const event_types::EventType& type = *event_types::TypeOf(*event.payload);
    if (type.rule->business_date().empty()) {
      event.header->mutable_effective_on()->set_days(base::ParseIsoDate(effective_on)->days);
    }
    if (type.rule->anchor() == pb::PRESENCE_REQUIRED) {
      event.header->set_anchor_id(std::string(kAnchor));
    }
  }
  AL_RETURN_IF_ERROR(appender.Add(std::move(row), 1));
  AL_RETURN_IF_ERROR(appender.Submit("fixture-" + std::to_string(++requests_)));
  return appender.Drain();
}

std::vector<domain::RecordedEvent> LedgerFixture::Events() const {
  std::vector<domain::RecordedEvent> events;
  for (const storage::Record& record : AllRecords(*log, base::Position(1))) {
    events.push_back(*projections::DecodeRecord(record));
  }
  return events;
}

std::vector<domain::RecordedEvent> LedgerFixture::EventsOf(std::string_view type) const {
  std::vector<domain::RecordedEvent> found;
  for (domain::RecordedEvent& event : Events()) {
    if (event_types::FindEventType(static_cast<int>(event.header->event_type()))->name == type) {
      found.push_back(std::move(event));
    }
  }
  return found;
}

std::int64_t LedgerFixture::NetMinor() { return Net(""); }

std::int64_t LedgerFixture::NetMinorOfClass(std::string_view supplier_class) {
  return Net(supplier_class);
}

std::int64_t LedgerFixture::Net(std::string_view supplier_class) {
  std::map<std::string, domain::History> streams;
  for (const domain::RecordedEvent& event : Events()) streams[event.stream.value()].Apply(event);
  std::set<std::string> members;
  for (const auto& [name, history] : streams) {
    history.Each<pb::SupplierClassified>(
        [&](const domain::Entry&, const pb::SupplierClassified& classified) {
          if (pb::SupplierClass_Name(classified.class_()) == supplier_class) {
            members.insert(classified.supplier_id());
          }
        });
  }
  std::int64_t net = 0;
  const auto counts = [&](const std::string& supplier) {
    return supplier_class.empty() || members.contains(supplier);
  };
  for (const auto& [name, history] : streams) {
    std::string supplier;
    history.Each<pb::PurchaseRecorded>([&](const domain::Entry&, const pb::PurchaseRecorded& e) {
      supplier = e.supplier_id();
      if (counts(supplier)) net += e.amount().minor();
    });
    history.Each<pb::PurchaseReversed>([&](const domain::Entry&, const pb::PurchaseReversed& e) {
      if (counts(supplier)) net -= e.amount().minor();
    });
    history.Each<pb::SupplierCreditRecorded>(
        [&](const domain::Entry&, const pb::SupplierCreditRecorded& e) {
          if (counts(e.supplier_id())) net -= e.amount().minor();
        });
  }
  return net;
}

}  // namespace anchorledger::testing
