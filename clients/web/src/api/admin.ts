import { createClient } from "@connectrpc/connect";
import { queryOptions } from "@tanstack/react-query";
import { AdminService, type Projection, type Token } from "@/gen/anchorledger/api/v1/admin_pb";
import { logKey } from "./keys.ts";
import { transport } from "./transport.ts";

export const adminClient = createClient(AdminService, transport);

// How a server does changes by itself, not by events alone: it is asked again and again while
// somebody looks, more often while something goes on.
const IDLE_MS = 5_000;
const BUSY_MS = 1_000;

/** Which log this is. Everybody may ask. */
export const logIdentityQuery = queryOptions({
  queryKey: [logKey, "identity"],
  queryFn: async ({ signal }) => {
    const { logId, epoch } = await adminClient.getServerInfo({}, { signal });
    return { logId, epoch };
  },
});

export const serverInfoQuery = queryOptions({
  queryKey: ["server"],
  queryFn: ({ signal }) => adminClient.getServerInfo({}, { signal }),
  staleTime: 0,
  refetchInterval: IDLE_MS,
});

/** Whether a rebuild runs beside the projection. */
export function isRebuilding(projection: Projection): boolean {
  return projection.rebuildPosition > 0n;
}

export const projectionsKey = ["projections"];

export const projectionsQuery = queryOptions({
  queryKey: projectionsKey,
  queryFn: ({ signal }) => adminClient.listProjections({}, { signal }),
  staleTime: 0,
  refetchInterval: ({ state }) =>
    state.data?.projections.some(isRebuilding) ? BUSY_MS : IDLE_MS,
});

export const tokensKey = ["tokens"];
const PAGE_SIZE = 1000;

/** All tokens of the tenant, in the order in which they were made. */
export const tokensQuery = queryOptions({
  queryKey: tokensKey,
  queryFn: async ({ signal }) => {
    const found: Token[] = [];
    let pageToken = "";
    do {
      const page = await adminClient.listTokens({ pageSize: PAGE_SIZE, pageToken }, { signal });
      found.push(...page.tokens);
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    return found;
  },
  staleTime: 0,
});
