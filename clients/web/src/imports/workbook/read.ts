// The page's side of reading a workbook: a worker for one reading, ended with it.
import type { Choice, Converted } from "./convert.ts";
import { limits, WorkbookProblem } from "./problem.ts";
import type { Asked, Told } from "./worker.ts";

export interface Watcher {
  readonly signal: AbortSignal;
  /** How much of the sheet was read, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

const ARCHIVE = [0x50, 0x4b];
// What old workbooks and those with a password lie in.
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

async function beginsWith(file: Blob, sign: readonly number[]): Promise<boolean> {
  const first = new Uint8Array(await file.slice(0, sign.length).arrayBuffer());
  return first.length === sign.length && sign.every((byte, at) => first[at] === byte);
}

/** Whether a file has to be read as a workbook; throws for workbooks that cannot be read. */
export async function isWorkbook(file: Blob): Promise<boolean> {
  if (await beginsWith(file, COMPOUND)) throw new WorkbookProblem("protected");
  const isArchive = await beginsWith(file, ARCHIVE);
  if (isArchive && file.size > limits.fileBytes) throw new WorkbookProblem("tooLarge");
  return isArchive;
}

/** Reads one sheet; rejects with a WorkbookProblem, or with the signal's reason. */
export function readWorkbook(file: Blob, choice: Choice, watcher: Watcher): Promise<Converted> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      watcher.signal.removeEventListener("abort", stop);
    };
    const stop = () => {
      end();
      reject(watcher.signal.reason as Error);
    };
    watcher.signal.addEventListener("abort", stop);
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.kind === "progress") return watcher.onProgress(data.share);
      end();
      if (data.kind === "done") resolve(data.converted);
      else reject(new WorkbookProblem(data.reason));
    };
    worker.onerror = () => {
      end();
      reject(new WorkbookProblem("damaged"));
    };
    const asked: Asked = { file, choice };
    worker.postMessage(asked);
    if (watcher.signal.aborted) stop();
  });
}
