import { createClient } from "@connectrpc/connect";
import {
  infiniteQueryOptions, queryOptions, useQuery, useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import {
  ImportService,
  ImportState,
  RowList,
  type Import,
  type ImportProgress,
  type ListedRow,
} from "@/gen/anchorledger/api/v1/import_pb";
import { allEvents } from "./events.ts";
import { ledgerKey } from "./keys.ts";
import { problemOf } from "./problem.ts";
import { transport, withoutDeadline } from "./transport.ts";

export const importClient = createClient(ImportService, transport);

const importsKey = "imports";

/** An import and how far it is. */
export interface ImportStatus {
  readonly import: Import | undefined;
  readonly progress: ImportProgress | undefined;
}

export function isRunning(state: ImportState | undefined): boolean {
  switch (state) {
    case ImportState.QUEUED:
    case ImportState.CHECKING:
    case ImportState.RUNNING:
    case ImportState.UNDOING:
      return true;
    default:
      return false;
  }
}

export const historyQuery = queryOptions({
  queryKey: [ledgerKey, importsKey],
  queryFn: async ({ signal }) =>
    (await importClient.listImports({ pageSize: 100 }, { signal })).imports,
});

/** Who took imports back and when, by the import. */
export const undoneQuery = queryOptions({
  queryKey: [ledgerKey, importsKey, "undone"],
  queryFn: async ({ signal }) => {
    const events = await allEvents({ eventTypes: ["ImportBatchUndone"] }, signal);
    return new Map(
      events.flatMap((event) => {
        const undone = event.payload?.event;
        return undone?.case === "importBatchUndone" ? [[undone.value.batchId, event] as const] : [];
      }),
    );
  },
});

export const profilesQuery = queryOptions({
  queryKey: [ledgerKey, "profiles"],
  queryFn: async ({ signal }) =>
    (await importClient.listProfiles({ pageSize: 1000 }, { signal })).saved,
});

function importQuery(importId: string) {
  return queryOptions<ImportStatus>({
    queryKey: [ledgerKey, importsKey, importId],
    queryFn: async ({ signal }) => {
      const answer = await importClient.getImport({ importId }, { signal });
      return { import: answer.import, progress: answer.progress };
    },
  });
}

const AGAIN_MS = 1_000;

/** An import as it goes on, until it has ended. */
export function useImport(importId: string) {
  const queries = useQueryClient();
  const query = useQuery(importQuery(importId));
  const running = isRunning(query.data?.import?.state);
  useEffect(() => {
    if (!running) return undefined;
    const stopping = new AbortController();
    const { queryKey } = importQuery(importId);
    const watch = async () => {
      const options = { ...withoutDeadline, signal: stopping.signal };
      for await (const answer of importClient.watchImport({ importId }, options)) {
        queries.setQueryData(queryKey, { import: answer.import, progress: answer.progress });
      }
      void queries.invalidateQueries({ queryKey: [ledgerKey] });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    watch().catch((error: unknown) => {
      if (stopping.signal.aborted || problemOf(error).reason === "PERMISSION_DENIED") return;
      // Asked once more, it is either over or followed again.
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey }), AGAIN_MS);
    });
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, [running, importId, queries]);
  return query;
}

export interface Rows {
  readonly importId: string;
  readonly list: RowList;
  readonly pageToken: string;
  readonly pageSize?: number;
}

export function rowsQuery(rows: Rows) {
  return queryOptions({
    queryKey: [ledgerKey, "import rows", rows.importId, rows.list, rows.pageToken],
    queryFn: ({ signal }) =>
      importClient.listRejectedRows({ pageSize: 100, ...rows }, { signal }),
  });
}

const REJECTED_PAGES_MAX = 5;

/** The rejected rows from the first on, as many as it takes to see what is wrong with them. */
export function firstRejectedQuery(importId: string) {
  return queryOptions({
    queryKey: [ledgerKey, "first rejected rows", importId],
    queryFn: async ({ signal }) => {
      const rows: ListedRow[] = [];
      let columns: readonly string[] = [];
      let pageToken = "";
      for (let page = 0; page < REJECTED_PAGES_MAX; page += 1) {
        const request = { importId, list: RowList.REJECTED, pageSize: 1000, pageToken };
        const answer = await importClient.listRejectedRows(request, { signal });
        rows.push(...answer.rows);
        ({ columns, nextPageToken: pageToken } = answer);
        if (pageToken === "") break;
      }
      return { columns, rows, hasMore: pageToken !== "" };
    },
  });
}

/** What a dry run would change in the metrics, page by page. */
export function metricChangesQuery(importId: string) {
  return infiniteQueryOptions({
    queryKey: [ledgerKey, "metric changes", importId],
    queryFn: ({ pageParam, signal }) =>
      importClient.listMetricChanges(
        { importId, pageSize: 500, pageToken: pageParam },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

/** All rejected rows as one CSV file. */
export async function rejectedRowsFile(importId: string, list: RowList): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const options = withoutDeadline;
  for await (const { data } of importClient.downloadRejectedRows({ importId, list }, options)) {
    parts.push(new Uint8Array(data));
  }
  return new Blob(parts, { type: "text/csv" });
}
