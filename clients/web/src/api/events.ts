import { create, toJsonString, type MessageInitShape } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  EventFilterSchema,
  EventService,
  ListOrder,
  type EventFilter,
  type RecordedEvent,
} from "@/gen/anchorledger/api/v1/event_pb";
import { ledgerKey } from "./keys.ts";
import { transport } from "./transport.ts";

export const eventClient = createClient(EventService, transport);

export type Filter = MessageInitShape<typeof EventFilterSchema>;

const PAGE_SIZE = 1000;

/** Reads all events of a filter that lists few, the oldest first. */
export async function allEvents(filter: Filter, signal?: AbortSignal): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  let pageToken = "";
  do {
    const request = { filter: filter as EventFilter, pageSize: PAGE_SIZE, pageToken };
    const page = await eventClient.listEvents(request, signal ? { signal } : {});
    found.push(...page.events);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return found;
}

/** The newest events of a filter, at most so many. */
export async function newestEvents(
  filter: Filter,
  most: number,
  signal?: AbortSignal,
): Promise<RecordedEvent[]> {
  const answer = await eventClient.listEvents(
    { filter: filter as EventFilter, order: ListOrder.BACKWARDS, pageSize: most },
    signal ? { signal } : {},
  );
  return answer.events;
}

/** The newest events of a filter that may list many. */
export interface Newest {
  readonly events: readonly RecordedEvent[];
  /** Whether there are older ones that were not read. */
  readonly hasOlder: boolean;
}

/** At most so many events, the newest first, to be added up by the page. */
export function newestQuery(filter: Filter, most: number) {
  return queryOptions({
    queryKey: [ledgerKey, "newest events", filterText(filter), most],
    queryFn: async ({ signal }): Promise<Newest> => {
      const events: RecordedEvent[] = [];
      let pageToken = "";
      do {
        const request = { filter: filter as EventFilter, pageSize: PAGE_SIZE, pageToken };
        const order = ListOrder.BACKWARDS;
        const page = await eventClient.listEvents({ ...request, order }, { signal });
        events.push(...page.events);
        pageToken = page.nextPageToken;
      } while (pageToken !== "" && events.length < most);
      return { events, hasOlder: pageToken !== "" };
    },
  });
}

const LIST_PAGE_SIZE = 100;

/** The events of a filter page by page, the newest first. */
export function eventPagesQuery(filter: Filter, pageSize = LIST_PAGE_SIZE) {
  return infiniteQueryOptions({
    queryKey: [ledgerKey, "event pages", filterText(filter), pageSize],
    queryFn: ({ pageParam, signal }) =>
      eventClient.listEvents(
        {
          filter: filter as EventFilter,
          order: ListOrder.BACKWARDS,
          pageSize,
          pageToken: pageParam,
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
    placeholderData: keepPreviousData,
  });
}

/** Equal for equal filters. */
function filterText(filter: Filter): string {
  return toJsonString(EventFilterSchema, create(EventFilterSchema, filter));
}

/** The event at a position; null where there is none that the reader may see. */
async function eventAt(position: bigint, signal: AbortSignal): Promise<RecordedEvent | null> {
  const answer = await eventClient.listEvents(
    { pageSize: 1, startAfterPosition: position - 1n },
    { signal },
  );
  const [event] = answer.events;
  return event?.position === position ? event : null;
}

export function eventQuery(position: bigint) {
  return queryOptions({
    queryKey: [ledgerKey, "event", position.toString()],
    queryFn: ({ signal }) => eventAt(position, signal),
  });
}

/** All events of one stream, such as a loan with what was paid and corrected. */
export function streamQuery(stream: string) {
  return queryOptions({
    queryKey: [ledgerKey, "stream", stream],
    queryFn: ({ signal }) => allEvents({ stream }, signal),
    enabled: stream !== "",
  });
}
