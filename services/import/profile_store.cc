#include "services/import/profile_store.h"

#include <set>
#include <utility>

#include "anchorledger/event/v1/envelope.pb.h"
#include "services/append/bulk_appender.h"
#include "services/import/batch_index.h"

namespace anchorledger::importing {
namespace {

namespace pb = anchorledger::event::v1;

base::StreamId StreamOfProfile(std::string_view name) {
  return base::StreamId("import-profile/" + std::string(name));
}

base::StatusOr<KeptProfile> LastEdition(const ImportLedger& ledger, const base::TenantId& tenant,
                                        std::string_view name) {
  AL_ASSIGN_OR_RETURN(const auto history, ledger.cache.Get(tenant, StreamOfProfile(name)));
  KeptProfile kept;
  history->Each<pb::ImportProfileSaved>(
      [&](const domain::Entry& entry, const pb::ImportProfileSaved& saved) {
        kept.json = saved.profile_json();
        kept.name = saved.profile_name();
        kept.saved_at = entry.recorded_at;
        kept.actor_ref = entry.header->actor_ref();
        ++kept.edition;
      });
  if (kept.edition > 0) return kept;
  return base::MakeError(base::ErrorReason::kNotFound,
                         "no profile is kept as '" + std::string(name.substr(0, 64)) + "'");
}

}  // namespace

base::StatusOr<KeptProfile> KeepProfile(const ImportLedger& ledger, const append::Actor& actor,
                                        const std::string& request_id,
                                        const CompiledProfile& profile) {
  const auto last = LastEdition(ledger, actor.tenant, profile.name);
  if (last.ok() && last->json == profile.canonical_json) return last;
  if (!last.ok() && base::ReasonOf(last.status()) != base::ErrorReason::kNotFound) {
    return last.status();
  }
  append::BulkEvent event;
  event.header = std::make_shared<pb::EventHeader>();
  event.header->mutable_effective_on()->set_days(ledger.clock.Today().days);
  event.payload = std::make_shared<pb::EventPayload>();
  pb::ImportProfileSaved& saved = *event.payload->mutable_import_profile_saved();
  saved.set_profile_name(profile.name);
  saved.set_profile_json(profile.canonical_json);
  saved.set_profile_sha256(std::string(base::AsBytes(profile.digest)));
  append::BulkAppender appender({ledger.log, ledger.cache, ledger.lookups, ledger.clock}, actor,
                                append::BulkAppender::Mode::kAppend);
  AL_RETURN_IF_ERROR(appender.Add({std::move(event)}, 0));
  AL_RETURN_IF_ERROR(appender.Submit(request_id));
  AL_RETURN_IF_ERROR(appender.Drain());
  return LastEdition(ledger, actor.tenant, profile.name);
}

base::StatusOr<KeptProfile> FindProfile(const ImportLedger& ledger, const base::TenantId& tenant,
                                        std::string_view name) {
  return LastEdition(ledger, tenant, name);
}

base::StatusOr<std::vector<KeptProfile>> ListProfiles(const ImportLedger& ledger,
                                                      const base::TenantId& tenant,
                                                      std::string_view after, std::size_t limit) {
  AL_ASSIGN_OR_RETURN(const std::vector<base::Position> positions,
                      ledger.finder.OfType(tenant, pb::EventPayload::kImportProfileSaved));
  std::set<std::string> names;
  AL_RETURN_IF_ERROR(
      ReadRecords(ledger.log, positions, [&](const storage::Record& record) -> base::Status {
        std::string name = record.stream.value();
        name.erase(0, name.find('/') + 1);
        if (name > after) names.insert(std::move(name));
        return absl::OkStatus();
      }));
  std::vector<KeptProfile> profiles;
  for (const std::string& name : names) {
    if (profiles.size() == limit) break;
    AL_ASSIGN_OR_RETURN(KeptProfile kept, LastEdition(ledger, tenant, name));
    profiles.push_back(std::move(kept));
  }
  return profiles;
}

}  // namespace anchorledger::importing
