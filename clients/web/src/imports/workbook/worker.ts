// Reads workbooks beside the page, which stays usable meanwhile.
import { convert, type Choice, type Converted } from "./convert.ts";
import { WorkbookProblem, type WorkbookReason } from "./problem.ts";

export interface Asked {
  readonly file: Blob;
  readonly choice: Choice;
}

export type Told =
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "done"; readonly converted: Converted }
  | { readonly kind: "failed"; readonly reason: WorkbookReason };

function tell(told: Told, transfer: Transferable[] = []) {
  self.postMessage(told, { transfer });
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    const onProgress = (share: number) => tell({ kind: "progress", share });
    const converted = await convert(data.file, data.choice, onProgress);
    tell({ kind: "done", converted }, [converted.csv.buffer]);
  } catch (error) {
    tell({ kind: "failed", reason: error instanceof WorkbookProblem ? error.reason : "damaged" });
  }
};
