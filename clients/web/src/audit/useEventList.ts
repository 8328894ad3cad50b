import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { eventClient } from "@/api/events.ts";
import { ledgerKey, logKey } from "@/api/keys.ts";
import { parseSearch, stringifySearch } from "@/app/search.ts";
import {
  ListOrder,
  type EventFilter,
  type RecordedEvent,
} from "@/gen/anchorledger/api/v1/event_pb";
import type { Aftermath } from "./aftermath.ts";
import { eventSearchFrom, filterOf, searchFromEvents, type EventSearch } from "./search.ts";
import { sieveOf } from "./sieve.ts";

// Where much is sifted out, larger pages make fewer calls.
const PAGE_SIZE = 200;
const SIFTED_PAGE_SIZE = 1000;
const NEWER_MAX = 1000;
// How many events are looked through for somebody before it is asked whether to go on.
const LOOK_MAX = 20_000;
// The same for pages that the server could not fill with what it looked through.
const SHORT_PAGES_MAX = 20;

/** Events as far as they were read. */
export interface EventList {
  readonly events: readonly RecordedEvent[];
  /** How many events the server sent for them. */
  readonly looked: number;
  readonly isPending: boolean;
  readonly isReading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** All that there is was read. */
  readonly isComplete: boolean;
  /** Much was looked through in vain: going on is for the reader to decide. */
  readonly isPaused: boolean;
  readonly goOn: () => void;
  /** Asks for so many more. */
  readonly more: () => void;
  /** So much was recorded since that the list must begin anew to show it. */
  readonly isOutrun: boolean;
  readonly restart: () => void;
}

function usePages(search: EventSearch, text: string, pageSize: number) {
  const order = search.oldestFirst ? ListOrder.FORWARDS : ListOrder.BACKWARDS;
  // What the log holds stays as it is: pages that were read are not asked for again.
  const queryKey = [logKey, "events", text, pageSize];
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      eventClient.listEvents(
        { filter: filterOf(search) as EventFilter, order, pageSize, pageToken: pageParam },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  return { pages, queryKey };
}

/** What was recorded after `base`; nothing as long as that is not known. */
function useNewer(search: EventSearch, text: string, base: bigint | undefined) {
  return useQuery({
    queryKey: [ledgerKey, "newer events", text, String(base)],
    queryFn: ({ signal }) =>
      eventClient.listEvents(
        {
          filter: filterOf(search) as EventFilter,
          order: ListOrder.FORWARDS,
          pageSize: NEWER_MAX,
          startAfterPosition: base ?? 0n,
        },
        { signal },
      ),
    enabled: base !== undefined,
  });
}

/**
 * The events of a search: pages as they are wanted, and what is recorded meanwhile. At first
 * `atOnce` are read, then as many more each time that `more` is called. Who looks for what was
 * changed since says by `aftermath` what was.
 */
export function useEventList(
  search: EventSearch,
  atOnce = 100,
  aftermath?: Aftermath,
): EventList {
  const queries = useQueryClient();
  // A search is what it says, whichever object says it.
  const text = stringifySearch(searchFromEvents(search));
  const sieve = useMemo(
    () => sieveOf(eventSearchFrom(parseSearch(text)), aftermath),
    [text, aftermath],
  );
  const pageSize = sieve ? SIFTED_PAGE_SIZE : Math.max(PAGE_SIZE, Math.min(atOnce, 1000));
  const { pages, queryKey } = usePages(search, text, pageSize);
  const read = pages.data?.pages;
  const first = read?.[0];
  const { oldestFirst } = search;
  const isComplete = first !== undefined && !pages.hasNextPage;
  const last = isComplete ? read?.at(-1) : undefined;
  const base = (oldestFirst ? last : first)?.headPosition;
  const newer = useNewer(search, text, base);

  const all = useMemo(() => {
    const known = read?.flatMap((page) => page.events) ?? [];
    const since = newer.data?.events ?? [];
    return oldestFirst ? [...known, ...since] : [...since.toReversed(), ...known];
  }, [read, newer.data, oldestFirst]);
  const events = useMemo(() => (sieve ? all.filter(sieve) : all), [all, sieve]);

  const [wanted, setWanted] = useState(atOnce);
  const [lookMax, setLookMax] = useState(LOOK_MAX);
  const [shortMax, setShortMax] = useState(SHORT_PAGES_MAX);
  const isShort = (page: { events: readonly unknown[]; nextPageToken: string }) =>
    page.nextPageToken !== "" && page.events.length < pageSize;
  const shortPages = read?.filter(isShort).length ?? 0;
  const isSifted = sieve !== undefined && all.length >= lookMax;
  const isPaused = !isComplete && (isSifted || shortPages >= shortMax);
  const { fetchNextPage } = pages;
  const lacks = events.length < wanted && pages.hasNextPage && !isPaused;
  const mayRead = lacks && !pages.isFetching && !pages.isError;
  // After each page anew: one that comes at once may never have been seen to be on its way.
  const pageCount = read?.length ?? 0;
  useEffect(() => {
    if (mayRead) void fetchNextPage();
  }, [mayRead, pageCount, fetchNextPage]);
  const count = events.length;
  return {
    events,
    looked: all.length,
    isPending: pages.isPending,
    isReading: pages.isFetching || mayRead,
    error: pages.error,
    retry: () => void (first ? fetchNextPage() : pages.refetch()),
    isComplete,
    isPaused,
    goOn: () => {
      setLookMax(all.length + LOOK_MAX);
      setShortMax(shortPages + SHORT_PAGES_MAX);
    },
    more: useCallback(() => setWanted((old) => Math.max(old, count + atOnce)), [count, atOnce]),
    isOutrun: (newer.data?.nextPageToken ?? "") !== "",
    restart: () => void queries.resetQueries({ queryKey }),
  };
}
