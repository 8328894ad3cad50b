// The list of events over a log in memory, answered page by page as the server does.
import { create } from "@bufbuild/protobuf";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventClient } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import { everything, type EventSearch } from "@/audit/search.ts";
import { useEventList } from "@/audit/useEventList.ts";
import {
  ListEventsRequestSchema,
  ListEventsResponseSchema,
  ListOrder,
  type ListEventsRequest,
} from "@/gen/anchorledger/api/v1/event_pb";

const log = { head: 0, lateEvery: 0, calls: 0 };

// Thirty pages, on a machine that may be busy.
const PATIENCE_MS = 15_000;

function eventAt(position: number) {
  const late = log.lateEvery > 0 && position % log.lateEvery === 0;
  return {
    position: BigInt(position),
    stream: "s/1",
    requestId: late ? "needle" : "hay",
    header: { late },
  };
}

/** One page; a token is the last position that was looked at. */
function page(request: ListEventsRequest) {
  log.calls += 1;
  const backwards = request.order === ListOrder.BACKWARDS;
  const { startAfterPosition = 0n } = request;
  const begin = Number(request.pageToken || startAfterPosition || (backwards ? log.head + 1 : 0));
  const left = backwards ? begin - 1 : log.head - begin;
  const count = Math.min(request.pageSize, left);
  const events = Array.from({ length: count }, (_, i) =>
    eventAt(backwards ? begin - 1 - i : begin + 1 + i),
  ).filter(({ header }) => header.late || !request.filter?.lateOnly);
  const last = backwards ? begin - count : begin + count;
  return create(ListEventsResponseSchema, {
    events,
    nextPageToken: count < left ? String(last) : "",
    headPosition: BigInt(log.head),
  });
}

function list(search: Partial<EventSearch>) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const view = renderHook(() => useEventList({ ...everything, ...search }), { wrapper });
  const now = () => view.result.current;
  return {
    now,
    positions: () => now().events.map(({ position }) => Number(position)),
    still: () => waitFor(() => expect(now().isReading).toBe(false), { timeout: PATIENCE_MS }),
    /** As the log is followed: an event came. */
    tell: () => act(() => queries.invalidateQueries({ queryKey: [ledgerKey] })),
  };
}

beforeEach(() => {
  Object.assign(log, { head: 1000, lateEvery: 0, calls: 0 });
  vi.spyOn(eventClient, "listEvents").mockImplementation(async (request) =>
    page(create(ListEventsRequestSchema, request)),
  );
});
afterEach(() => vi.restoreAllMocks());

describe("the list of all events", () => {
  it("reads what is wanted, more when that is asked for, and knows its end", async () => {
    const found = list({});
    await found.still();
    expect(found.positions().slice(0, 2)).toEqual([1000, 999]);
    expect(found.now().events).toHaveLength(200);
    expect(found.now().isComplete).toBe(false);
    for (let i = 0; i < 10 && !found.now().isComplete; i += 1) {
      act(() => found.now().more());
      await found.still();
    }
    expect(found.positions()).toHaveLength(1000);
    expect(found.positions().at(-1)).toBe(1);
  });

  it("puts what is recorded since before the rest, and asks for no old page again", async () => {
    const found = list({});
    await found.still();
    log.head = 1002;
    log.calls = 0;
    await found.tell();
    await waitFor(() => expect(found.positions().slice(0, 3)).toEqual([1002, 1001, 1000]));
    expect(log.calls).toBe(1);
  });

  it("with the oldest first shows what is recorded since once it has reached the end", async () => {
    log.head = 250;
    const found = list({ oldestFirst: true });
    await found.still();
    expect(found.positions().slice(0, 2)).toEqual([1, 2]);
    log.head = 251;
    await found.tell();
    expect(found.positions()).not.toContain(251);
    act(() => found.now().more());
    await found.still();
    await waitFor(() => expect(found.positions().at(-1)).toBe(251));
    expect(new Set(found.positions()).size).toBe(251);
  });

  it("begins anew where more was recorded than it can put before itself", async () => {
    const found = list({});
    await found.still();
    log.head = 9000;
    await found.tell();
    await waitFor(() => expect(found.now().isOutrun).toBe(true));
    act(() => found.now().restart());
    await waitFor(() => expect(found.positions()[0]).toBe(9000));
    expect(found.now().isOutrun).toBe(false);
  });

  it("looks through much in vain only as far as the reader wants", async () => {
    Object.assign(log, { head: 30_000, lateEvery: 10_000 });
    const found = list({ words: "needle" });
    await waitFor(() => expect(found.now().isPaused).toBe(true), { timeout: PATIENCE_MS });
    expect(found.positions()).toEqual([30_000, 20_000]);
    expect(found.now().looked).toBe(20_000);
    act(() => found.now().goOn());
    await waitFor(() => expect(found.now().isComplete).toBe(true), { timeout: PATIENCE_MS });
    expect(found.positions()).toEqual([30_000, 20_000, 10_000]);
  }, 3 * PATIENCE_MS);

  it("reads pages that the server could not fill as far as the reader wants", async () => {
    Object.assign(log, { head: 10_000, lateEvery: 5_000 });
    const found = list({ lateOnly: true });
    await waitFor(() => expect(found.now().isPaused).toBe(true), { timeout: PATIENCE_MS });
    expect(found.positions()).toEqual([10_000]);
    act(() => found.now().goOn());
    await waitFor(() => expect(found.now().isPaused).toBe(true), { timeout: PATIENCE_MS });
    expect(found.positions()).toEqual([10_000, 5_000]);
    act(() => found.now().goOn());
    await waitFor(() => expect(found.now().isComplete).toBe(true), { timeout: PATIENCE_MS });
    expect(log.calls).toBeGreaterThan(40);
  }, 3 * PATIENCE_MS);
});
