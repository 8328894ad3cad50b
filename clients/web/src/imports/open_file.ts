// A file that somebody has chosen: text as it is, or a sheet of a workbook that becomes text here.
import { TextEncoding } from "@/gen/anchorledger/api/v1/import_profile_pb";
import {
  decodeText, guessSkippedLines, openFormat, previewOf, type Preview, type TextFormat,
} from "./csv.ts";
import type { Writing } from "./workbook/cells.ts";
import { DELIMITER, type Converted } from "./workbook/convert.ts";
import { isWorkbook, readWorkbook, type Watcher } from "./workbook/read.ts";

/** What was chosen in a workbook; with it the same workbook becomes the same text again. */
export interface SheetChoice {
  readonly sheet: string;
  readonly headerRow: number;
  readonly writing: Writing;
}

export interface OpenedFile {
  /** As it was dropped. */
  readonly original: File;
  /** What is sent. */
  readonly file: File;
  /** Its beginning, up to the end of a line. */
  readonly head: Uint8Array;
  /** How it is cut, as far as it was found out. */
  readonly format: TextFormat;
  /** Absent: it is text. */
  readonly workbook?: Converted & { readonly choice: SheetChoice };
}

export const plainWriting: Writing = { dateFormat: "%Y-%m-%d", decimalSign: "." };

// Enough to see columns, days and amounts of a file of any size.
const LOOKED_AT_BYTES = 256 * 1024;

// A line cut in two would look like a wrong row, a letter cut in two like another character set.
function wholeLines(bytes: Uint8Array, isCut: boolean): Uint8Array {
  return isCut ? bytes.subarray(0, Math.max(bytes.lastIndexOf(10), 0)) : bytes;
}

async function headOf(file: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer());
  return wholeLines(bytes, file.size > LOOKED_AT_BYTES);
}

/** Text that was made here of a file that was chosen. */
export async function madeText(file: File): Promise<OpenedFile> {
  return { original: file, file, head: await headOf(file), format: openFormat };
}

/** Why a file that is no workbook is not read. */
export class TextProblem extends Error {
  constructor(readonly reason: "no text" | "too large") {
    super(reason);
    this.name = "TextProblem";
  }
}

// What spreadsheets save as "Unicode text"; all of it has to be held to be written anew.
const WIDE_BYTES_MAX = 256 * 1024 * 1024;
const wideMarks = [
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
] as const;

/** A file of two bytes a letter as the server reads it; others as they are. */
async function asNarrowText(file: File): Promise<File> {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const wide = wideMarks.find(([mark]) => mark.every((byte, at) => first[at] === byte));
  if (!wide) return file;
  if (file.size > WIDE_BYTES_MAX) throw new TextProblem("too large");
  const text = new TextDecoder(wide[1]).decode(await file.arrayBuffer());
  return new File([text], file.name, { type: "text/csv", lastModified: file.lastModified });
}

async function openText(original: File): Promise<OpenedFile> {
  const file = await asNarrowText(original);
  const head = await headOf(file);
  if (head.includes(0)) throw new TextProblem("no text");
  const skipLines = guessSkippedLines(decodeText(head));
  return { original, file, head, format: { ...openFormat, skipLines } };
}

/** Reads one sheet of a workbook; without a choice the first one that is shown. */
export async function openSheet(
  original: File,
  choice: Partial<SheetChoice>,
  watcher: Watcher,
): Promise<OpenedFile> {
  const { sheet, headerRow, writing = plainWriting } = choice;
  const workbook = await readWorkbook(original, { sheet, headerRow, writing }, watcher);
  const name = `${original.name} (${workbook.sheet})`;
  const file = new File([workbook.csv], name, { type: "text/csv" });
  return {
    original,
    file,
    head: wholeLines(workbook.csv.subarray(0, LOOKED_AT_BYTES), file.size > LOOKED_AT_BYTES),
    format: {
      delimiter: DELIMITER,
      encoding: TextEncoding.UTF8,
      skipLines: 0,
      columns: workbook.headerRow === 0 ? workbook.columns : [],
    },
    workbook: {
      ...workbook,
      choice: { sheet: workbook.sheet, headerRow: workbook.headerRow, writing },
    },
  };
}

/** Looks at a file that was chosen; throws why one cannot be read. */
export async function openFile(
  file: File,
  watcher: Watcher,
  choice: Partial<SheetChoice> = {},
): Promise<OpenedFile> {
  return (await isWorkbook(file)) ? openSheet(file, choice, watcher) : openText(file);
}

/** The first rows as they are read in this format. */
export function previewIn(opened: OpenedFile, format: TextFormat): Preview {
  return previewOf(decodeText(opened.head, format.encoding), format);
}

/** The same file with days and numbers written as a profile reads them. */
export async function writtenAs(
  opened: OpenedFile,
  writing: Writing,
  watcher: Watcher,
): Promise<OpenedFile> {
  const { workbook } = opened;
  if (!workbook) return opened;
  const { choice } = workbook;
  const isSame =
    choice.writing.dateFormat === writing.dateFormat &&
    choice.writing.decimalSign === writing.decimalSign;
  return isSame ? opened : openSheet(opened.original, { ...choice, writing }, watcher);
}
