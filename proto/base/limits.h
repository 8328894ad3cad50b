// Every bound of a queue, batch, page, message or text, by name. A bound that only one function
// knows does not exist: it stands here, with the reason for its size.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace anchorledger::base {

// Messages and commits.
inline constexpr std::size_t kMessageBytesMax = 4U << 20;         // one gRPC message, its default
inline constexpr std::size_t kCommitEventsMax = 1'000;            // events of one atomic append
inline constexpr std::size_t kCommitBytesMax = 3U << 20;          // fits into one message
inline constexpr std::size_t kCommitStreamsMax = 2'000;           // streams written and guarded
inline constexpr std::size_t kEventPayloadBytesMax = 256U << 10;  // a table of 5,000 lines
inline constexpr std::size_t kRecordHeaderBytesMax = 8U << 10;    // what the log keeps beside it

// Deciding on an append: how often it is decided again after losing a race that the caller has no
// opinion on, how many guards a caller may name, and how many events of folded streams are kept.
inline constexpr int kAppendAttemptsMax = 64;
inline constexpr std::size_t kRequestGuardsMax = 100;
inline constexpr std::size_t kStreamCacheEventsMax = 200'000;

// The append queue: what waits for the writer thread, and one group of it.
inline constexpr std::size_t kAppendQueueCommitsMax = 4'096;
inline constexpr std::size_t kAppendQueueBytesMax = 64U << 20;
inline constexpr std::size_t kAppendGroupCommitsMax = 1'024;
inline constexpr std::size_t kAppendGroupBytesMax = 8U << 20;

// One read of the log.
inline constexpr std::size_t kReadRecordsMax = 4'096;
inline constexpr std::size_t kReadBytesMax = 8U << 20;

// Calls: how many may wait for a worker, how many streams may be open, how long a call may take
// (a longer deadline is lowered; one beyond "unlimited" counts as none), how often an idle stream
// is looked at, and how long a refused caller should wait.
inline constexpr std::size_t kWorkQueueCallsMax = 4'096;
inline constexpr std::size_t kStreamsMax = 1'000;
inline constexpr std::chrono::minutes kCallDeadlineMax{5};
inline constexpr std::chrono::hours kCallDeadlineUnlimited{24};
inline constexpr std::chrono::seconds kStreamTick{5};
inline constexpr std::chrono::milliseconds kQueueFullRetryDelay{50};

// The server: memory of all connections, calls at once on one of them, how long it waits for a
// predecessor to let go of the log, how long calls may take to end when it stops, and then
// connections to be closed by the other side.
inline constexpr std::size_t kConnectionMemoryBytesMax = 512U << 20;
inline constexpr std::size_t kCallsPerConnectionMax = 1'000;
inline constexpr std::chrono::seconds kLogOpenPatience{10};
inline constexpr std::chrono::milliseconds kLogOpenRetryEvery{100};
inline constexpr std::chrono::seconds kStopPatience{10};
inline constexpr std::chrono::milliseconds kDisconnectPatience{200};

// The clock: how far ahead of the last record plus the time elapsed since it may be.
inline constexpr std::chrono::minutes kClockLeapMax{5};

// A follower commits when idle, or at the first of these.
inline constexpr std::size_t kFollowerBatchEventsMax = 1'000;
inline constexpr std::chrono::milliseconds kFollowerBatchTimeMax{5};
// A follower that is far behind: what is applied before it commits is lost by a kill, and held in
// memory.
inline constexpr std::size_t kFollowerCatchUpBatchEventsMax = 500'000;

// Texts.
inline constexpr std::size_t kIdBytesMax = 128;
inline constexpr std::size_t kStreamIdBytesMax = 192;  // an id and the longest words around it
inline constexpr std::size_t kRequestIdBytesMax = 128;
inline constexpr std::size_t kNameCharactersMax = 200;
inline constexpr std::size_t kNarrativeCharactersMax = 500;
inline constexpr std::size_t kReferenceCharactersMax = 128;
inline constexpr std::size_t kCodeBytesMax = 64;
inline constexpr std::size_t kFieldPathBytesMax = 200;

// Lists inside an event whose rule names no bound.
inline constexpr std::size_t kFieldItemsMax = 100;

// Imports: uploads in the spool, the rows of a file, and what one import may hold in memory.
inline constexpr std::uint64_t kUploadBytesMax = 1ULL << 30;      // one file
inline constexpr std::size_t kUploadChunkBytesMax = 1U << 20;     // one part of it
inline constexpr std::size_t kUploadsPerTenantMax = 64;           // kept at the same time
inline constexpr std::uint64_t kSpoolBytesMax = 16ULL << 30;      // all uploads together
inline constexpr std::chrono::hours kUploadRetention{72};         // since the last part
inline constexpr std::size_t kCsvFieldBytesMax = 1U << 20;        // more: a quote was not closed
inline constexpr std::size_t kCsvRowBytesMax = 2U << 20;          // one row with all its fields
inline constexpr std::size_t kCsvColumnsMax = 512;                // columns of one file
inline constexpr std::size_t kImportRowsMax = 20'000'000;         // rows of one file
inline constexpr std::size_t kImportEventsPerRowMax = 16;         // emit rules of a profile
inline constexpr std::size_t kImportCommitEventsMax = 800;        // events of one import commit
inline constexpr std::size_t kImportLookupRowsMax = 1'000'000;    // rows of one look-up table
inline constexpr std::size_t kImportLookupBytesMax = 256U << 20;  // text of one look-up table
inline constexpr std::size_t kImportsWaitingMax = 64;             // queued, of all tenants
inline constexpr std::size_t kImportListedRowsMax = 20'000'000;   // rejected rows kept on disk

// Reading events: one chunk read from the log, one page in bytes, how many records one page may
// look at, after how many that did not match a watcher is told, and how many types a filter may
// name.
inline constexpr std::size_t kScanChunkRecords = 256;
inline constexpr std::size_t kScanChunkBytes = 128U << 10;
inline constexpr std::size_t kPageBytesMax = 2U << 20;
inline constexpr std::size_t kListScanRecordsMax = 50'000;
inline constexpr std::size_t kWatchProgressRecords = 10'000;
inline constexpr std::size_t kFilterTypesMax = 50;

// Pages.
inline constexpr std::int32_t kPageSizeDefault = 100;
inline constexpr std::int32_t kPageSizeMax = 1'000;
inline constexpr std::size_t kPageTokenBytesMax = 1'024;

// One question about metrics. The cells of an answer fit into one message.
inline constexpr std::size_t kMetricsPerQueryMax = 100;
inline constexpr std::size_t kMetricCellsMax = 20'000;
inline constexpr std::size_t kMetricFilterItemsMax = 1'000;  // of each list of a filter

static_assert(kCommitBytesMax < kMessageBytesMax, "a commit must fit into one message");
static_assert(kCommitBytesMax <= kAppendGroupBytesMax, "a group must hold the largest commit");
static_assert(kAppendGroupBytesMax <= kAppendQueueBytesMax, "a queue must hold a group");
static_assert(kEventPayloadBytesMax <= kCommitBytesMax, "a commit must hold the largest event");

}  // namespace anchorledger::base
