import { create } from "@bufbuild/protobuf";
import { useNavigate } from "@tanstack/react-router";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { importClient } from "@/api/imports.ts";
import { ledgerKey } from "@/api/keys.ts";
import {
  StartImportRequestSchema,
  type StartImportRequest,
} from "@/gen/anchorledger/api/v1/import_pb";
import { newRequestId } from "@/forms/drafts.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { plainWriting, writtenAs, type OpenedFile, type SheetChoice } from "./open_file.ts";
import { PlanStore, rememberFile } from "./plans.ts";
import { uploadFile, type Watcher } from "./upload.ts";
import type { Writing } from "./workbook/cells.ts";

export function usePlans(): PlanStore {
  const session = useSession();
  return useMemo(() => new PlanStore(session), [session]);
}

/** A look-up file and the table of the profile that it fills. */
export interface LookupFile {
  readonly table: string;
  readonly opened: OpenedFile;
}

interface Start {
  readonly plan: StartImportRequest;
  /** Absent: the upload of the plan is there already. */
  readonly file?: OpenedFile | undefined;
  /** How the profile reads days and numbers. */
  readonly writing?: Writing | undefined;
  readonly lookups?: readonly LookupFile[] | undefined;
  /** The sheet that a file of text was made of before. */
  readonly sheet?: SheetChoice | undefined;
}

async function send(opened: OpenedFile, writing: Writing, watcher: Watcher) {
  const written = await writtenAs(opened, writing, {
    signal: watcher.signal,
    onProgress: (share) => watcher.onProgress(share * opened.original.size, opened.original.size),
  });
  const { uploadId } = await uploadFile(written.file, importClient.uploadChunk, watcher);
  rememberFile(uploadId, written);
  return { uploadId, sheet: written.workbook?.choice };
}

/** Uploads files where there are any, starts an import of them, and opens its page. */
export function useStart() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const plans = usePlans();
  const stopping = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<{ stored: number; total: number }>();
  const start = useMutation({
    mutationFn: async ({ plan, file, writing = plainWriting, lookups = [], ...more }: Start) => {
      stopping.current = new AbortController();
      const watcher = {
        signal: stopping.current.signal,
        onProgress: (stored: number, total: number) => setProgress({ stored, total }),
      };
      const request = create(StartImportRequestSchema, plan);
      const sent = file && (await send(file, writing, watcher));
      if (sent) request.uploadId = sent.uploadId;
      for (const { table, opened } of lookups) {
        const { uploadId } = await send(opened, writing, watcher);
        request.lookups = [
          ...request.lookups.filter((one) => one.table !== table),
          { $typeName: "anchorledger.api.v1.LookupUpload", table, uploadId },
        ];
      }
      request.requestId ||= newRequestId();
      const answer = await importClient.startImport(request);
      const importId = answer.import?.importId ?? "";
      // The one that makes it real has its name now: however often it is asked for, it is one.
      const next = { ...request, requestId: newRequestId() };
      plans.put(importId, next, request.requestId, sent?.sheet ?? more.sheet);
      return importId;
    },
    onSuccess: (importId) => {
      void queries.invalidateQueries({ queryKey: [ledgerKey] });
      return navigate({ to: `/import/${importId}` });
    },
    onSettled: () => setProgress(undefined),
  });
  return { start, progress, stop: () => stopping.current?.abort() };
}
