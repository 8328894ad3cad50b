import { useEffect, useRef, useState } from "react";
import { useText } from "@/locale/Locale.tsx";
import { openFile, TextProblem, type OpenedFile, type SheetChoice } from "./open_file.ts";
import { importTexts } from "./texts.ts";
import { WorkbookProblem } from "./workbook/problem.ts";
import { workbookTexts } from "./workbook_texts.ts";

export interface OpenState {
  /** Why the last file was not read; empty = it was. */
  readonly trouble: string;
  /** How much of a workbook was read, from 0 to 1; undefined = nothing is being read. */
  readonly progress: number | undefined;
  readonly open: (file: File, choice?: Partial<SheetChoice>) => void;
  readonly stop: () => void;
}

// Whoever saves a sheet without rows gets line ends all the same.
const BLANK_BYTES_MAX = 4096;

async function isBlank(file: File): Promise<boolean> {
  return file.size === 0 || (file.size <= BLANK_BYTES_MAX && (await file.text()).trim() === "");
}

/** Looks at files that a person chooses, the last one each time. */
export function useOpenFile(onOpened: (opened: OpenedFile) => void): OpenState {
  const text = useText(importTexts);
  const words = useText(workbookTexts);
  const [trouble, setTrouble] = useState("");
  const [progress, setProgress] = useState<number>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  async function open(file: File, choice: Partial<SheetChoice> = {}) {
    stopping.current?.abort();
    const mine = new AbortController();
    stopping.current = mine;
    setTrouble("");
    const isNothing = await isBlank(file);
    if (mine.signal.aborted) return;
    if (isNothing) return setTrouble(text.emptyFile);
    try {
      const watcher = { signal: mine.signal, onProgress: setProgress };
      const next = await openFile(file, watcher, choice);
      if (!mine.signal.aborted) onOpened(next);
    } catch (error) {
      if (mine.signal.aborted) return;
      if (error instanceof TextProblem) setTrouble(text.textProblems[error.reason]);
      else setTrouble(words.problems[error instanceof WorkbookProblem ? error.reason : "damaged"]);
    } finally {
      if (stopping.current === mine) setProgress(undefined);
    }
  }

  return {
    trouble,
    progress,
    open: (file, choice) => void open(file, choice),
    stop: () => {
      stopping.current?.abort();
      setProgress(undefined);
    },
  };
}
