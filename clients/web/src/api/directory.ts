import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Anchor, Partner, Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { knownPosition } from "./freshness.ts";
import { ledgerKey } from "./keys.ts";

async function loadClient() {
  return (await import("./directory_client.ts")).directoryClient;
}

const PAGE_SIZE = 1000;

/** Reads all pages of a list. */
async function allPages<Item>(
  read: (page: { pageSize: number; pageToken: string; minPosition: bigint }) => Promise<{
    items: Item[];
    nextPageToken: string;
  }>,
): Promise<Item[]> {
  const found: Item[] = [];
  let pageToken = "";
  do {
    const page = await read({ pageSize: PAGE_SIZE, pageToken, minPosition: knownPosition() });
    found.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return found;
}

/** All anchors that the reader may see, by id. */
export const anchorsQuery = queryOptions<Anchor[]>({
  queryKey: [ledgerKey, "anchors"],
  queryFn: ({ signal }) =>
    allPages(async (page) => {
      const answer = await (await loadClient()).listAnchors({ page }, { signal });
      return { items: answer.anchors, nextPageToken: answer.nextPageToken };
    }),
});

/** All partner organisations that the reader may see, by id. */
export const partnersQuery = queryOptions<Partner[]>({
  queryKey: [ledgerKey, "partners"],
  queryFn: ({ signal }) =>
    allPages(async (page) => {
      const answer = await (await loadClient()).listPartners({ page }, { signal });
      return { items: answer.partners, nextPageToken: answer.nextPageToken };
    }),
});

/** All partnerships that the reader may see, by id. */
export const partnershipsQuery = queryOptions<Partnership[]>({
  queryKey: [ledgerKey, "partnerships"],
  queryFn: ({ signal }) =>
    allPages(async (page) => {
      const answer = await (await loadClient()).listPartnerships({ page }, { signal });
      return { items: answer.partnerships, nextPageToken: answer.nextPageToken };
    }),
});

export function useAnchors() {
  return useQuery(anchorsQuery);
}

export function usePartnerships() {
  return useQuery(partnershipsQuery);
}

export function usePartners() {
  return useQuery(partnersQuery);
}
