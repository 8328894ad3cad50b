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
import { PlanStore, rememberFile } from "./plans.ts";
import { uploadFile } from "./upload.ts";

export function usePlans(): PlanStore {
  const session = useSession();
  return useMemo(() => new PlanStore(session), [session]);
}

interface Start {
  /** Absent: the upload of the plan is there already. */
  readonly file?: File | undefined;
  readonly plan: StartImportRequest;
}

/** Uploads a file where there is one, starts an import of it, and opens its page. */
export function useStart() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const plans = usePlans();
  const stopping = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<{ stored: number; total: number }>();
  const start = useMutation({
    mutationFn: async ({ file, plan }: Start) => {
      stopping.current = new AbortController();
      const watcher = {
        signal: stopping.current.signal,
        onProgress: (stored: number, total: number) => setProgress({ stored, total }),
      };
      const request = create(StartImportRequestSchema, plan);
      if (file) {
        const send = importClient.uploadChunk;
        request.uploadId = (await uploadFile(file, send, watcher)).uploadId;
        rememberFile(request.uploadId, file);
      }
      request.requestId ||= newRequestId();
      const answer = await importClient.startImport(request);
      const importId = answer.import?.importId ?? "";
      // The one that makes it real has its name now: however often it is asked for, it is one.
      plans.put(importId, { ...request, requestId: newRequestId() });
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
