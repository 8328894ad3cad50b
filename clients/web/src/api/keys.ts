/**
 * The first part of the cache key of every answer that a new event can make old. The rest names
 * the call and its request, such as ["ledger", "metrics", request as text].
 */
export const ledgerKey = "ledger";
