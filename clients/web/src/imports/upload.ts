// Sends a file in parts. What the server has already is not sent again: the upload is named by the
// file's digest, so that choosing the same file once more goes on where it stopped.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { mayPass, problemOf } from "@/api/problem.ts";
import type {
  UploadChunkRequestSchema,
  UploadChunkResponse,
} from "@/gen/anchorledger/api/v1/import_pb";

export const PART_BYTES = 512 * 1024;
const TRIES_MAX = 5;
const PAUSE_FIRST_MS = 500;

export type SendPart = (
  request: MessageInitShape<typeof UploadChunkRequestSchema>,
) => Promise<Pick<UploadChunkResponse, "storedBytes" | "complete">>;

export interface Upload {
  readonly uploadId: string;
  readonly bytes: number;
}

export interface Watcher {
  readonly signal: AbortSignal;
  /** How many bytes the server has. */
  readonly onProgress: (stored: number, total: number) => void;
  /** Waits before another try. */
  readonly pause?: (ms: number) => Promise<void>;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The name of the upload of these bytes. */
export function uploadIdOf(digest: Uint8Array): string {
  return `file-${hex(digest).slice(0, 48)}`;
}

const elapsed = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function patiently<T>(call: () => Promise<T>, watcher: Watcher): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      watcher.signal.throwIfAborted();
      return await call();
    } catch (error) {
      if (tries === TRIES_MAX || watcher.signal.aborted || !mayPass(problemOf(error))) throw error;
      await (watcher.pause ?? elapsed)(PAUSE_FIRST_MS * 2 ** (tries - 1));
    }
  }
}

/** Sends all of a file that the server does not have; answers when it is complete there. */
export async function uploadFile(file: File, send: SendPart, watcher: Watcher): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const uploadId = uploadIdOf(sha256);
  const about = { uploadId, totalBytes: BigInt(bytes.length), fileName: file.name };
  let { storedBytes, complete } = await patiently(() => send(about), watcher);
  while (!complete) {
    const offset = Number(storedBytes);
    watcher.onProgress(offset, bytes.length);
    const data = bytes.subarray(offset, offset + PART_BYTES);
    const isLast = offset + data.length === bytes.length;
    const part = { ...about, offset: storedBytes, data, ...(isLast ? { sha256 } : {}) };
    ({ storedBytes, complete } = await patiently(() => send(part), watcher));
    // A server that takes nothing more would be asked for ever.
    if (!complete && Number(storedBytes) <= offset) throw new Error("the upload does not advance");
  }
  watcher.onProgress(bytes.length, bytes.length);
  return { uploadId, bytes: bytes.length };
}
