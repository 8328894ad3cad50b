/**
 * The first part of the cache key of every answer that a new event can make old. The rest names
 * the call and its request, such as ["ledger", "metrics", request as text].
 */
export const ledgerKey = "ledger";

/**
 * The same for answers that stay true as the log grows, such as a page of past events: only a log
 * that was restored to an earlier state makes them old.
 */
export const logKey = "log";
