// From a sheet of a workbook to the delimited text that is sent. Row 7 of the sheet is line 7 of
// the text, so that what the server says about a line can be found in the sheet.
import { csvLine } from "../csv.ts";
import { Archive } from "./archive.ts";
import { readBook } from "./book.ts";
import {
  columnLetters, Notes, SheetReader, type Note, type SheetRow, type Writing,
} from "./cells.ts";
import { limits, WorkbookProblem } from "./problem.ts";
import { readXml } from "./xml.ts";

export interface Choice {
  /** The name of a sheet; absent = the first one that is not hidden. */
  readonly sheet?: string | undefined;
  /** The row that names the columns; 0 = none does; absent = the one that looks like it. */
  readonly headerRow?: number | undefined;
  readonly writing: Writing;
}

/** A row that could name the columns. */
export interface Candidate {
  readonly row: number;
  readonly values: readonly string[];
}

export interface Converted {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly headerRow: number;
  readonly candidates: readonly Candidate[];
  /** The names of the columns; letters where no row names them. */
  readonly columns: readonly string[];
  /** Rows with values below the one that names the columns. */
  readonly rows: number;
  readonly notes: readonly Note[];
  readonly csv: Uint8Array<ArrayBuffer>;
}

export const DELIMITER = ",";

// Titles and remarks above a table are few.
const CANDIDATES = 25;
// Names of columns are texts, and a table has about as many as its rows have values.
const FILLED_SHARE = 0.6;

function filled(values: readonly string[]): number {
  return values.filter((value) => value !== "").length;
}

/** The row whose cells look like names of columns. */
export function guessHeader(rows: readonly SheetRow[]): number {
  const widest = Math.max(0, ...rows.map(({ values }) => filled(values)));
  const enough = Math.max(1, widest * FILLED_SHARE);
  const isNames = ({ values, texts }: SheetRow) =>
    filled(values) >= enough && texts >= filled(values) * FILLED_SHARE;
  return (rows.find(isNames) ?? rows[0])?.number ?? 0;
}

/** Names for all columns: those without one get their letter, repeated ones theirs beside it. */
function namesOf(values: readonly string[], width: number): string[] {
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const own = (values[index] ?? "").trim();
    const letters = columnLetters(index + 1);
    const name = own === "" ? letters : seen.has(own) ? `${own} (${letters})` : own;
    seen.add(name);
    return name;
  });
}

/** Gathers lines as bytes. */
class Lines {
  private readonly encoder = new TextEncoder();
  private parts: Uint8Array<ArrayBuffer>[] = [];
  private pending: string[] = [];
  private length = 0;
  private line = 1;

  /** Puts a row onto the line of its number. */
  put(number: number, values: readonly string[]): void {
    if (number < this.line) throw new WorkbookProblem("damaged");
    this.pending.push("\n".repeat(number - this.line), csvLine(values, DELIMITER), "\n");
    this.line = number + 1;
    if (this.pending.length > 3000) this.flush();
  }

  private flush(): void {
    const bytes = this.encoder.encode(this.pending.join(""));
    this.pending = [];
    this.length += bytes.length;
    if (this.length > limits.textLength) throw new WorkbookProblem("unpacksTooLarge");
    this.parts.push(bytes);
  }

  take(): Uint8Array<ArrayBuffer> {
    this.flush();
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** Writes the rows from the one that names the columns on; those before it are only looked at. */
class Table {
  readonly candidates: SheetRow[] = [];
  rows = 0;
  private readonly lines = new Lines();
  private waiting: SheetRow[] | undefined = [];
  columns: readonly string[] = [];

  constructor(private headerRow: number | undefined) {}

  add(row: SheetRow): void {
    if (filled(row.values) === 0) return;
    if (this.candidates.length < CANDIDATES) this.candidates.push(row);
    if (!this.waiting) return this.write(row);
    this.waiting.push(row);
    if (this.waiting.length === CANDIDATES) this.begin();
  }

  /** Decides which row names the columns. Widths come from the rows that were seen by then. */
  private begin(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    this.headerRow ??= guessHeader(waiting);
    const table = waiting.filter(({ number }) => number >= (this.headerRow ?? 0));
    const width = Math.max(0, ...table.map(({ values }) => values.length));
    const header = table.find(({ number }) => number === this.headerRow);
    this.columns = namesOf(header?.values ?? [], width);
    for (const row of table) this.write(row);
  }

  private write(row: SheetRow): void {
    if (row.number < this.header) return;
    if (row.number === this.header) return this.lines.put(row.number, this.columns);
    const values = [...row.values];
    while (values.length < this.columns.length) values.push("");
    this.lines.put(row.number, values);
    this.rows += 1;
  }

  get header(): number {
    return this.headerRow ?? 0;
  }

  take(): Uint8Array<ArrayBuffer> {
    if (this.waiting) this.begin();
    return this.lines.take();
  }
}

/** Reads a sheet; `onProgress` hears the share of it that was read. */
export async function convert(
  file: Blob,
  choice: Choice,
  onProgress: (share: number) => void = () => {},
): Promise<Converted> {
  if (file.size > limits.fileBytes) throw new WorkbookProblem("tooLarge");
  const archive = await Archive.open(file);
  const book = await readBook(archive);
  const sheet =
    book.sheets.find(({ name }) => name === choice.sheet) ??
    book.sheets.find(({ isHidden }) => !isHidden) ??
    book.sheets[0];
  if (!sheet) throw new WorkbookProblem("otherKind");
  const notes = new Notes();
  const table = new Table(choice.headerRow);
  const reader = new SheetReader(book, choice.writing, notes, (row) => table.add(row));
  await readXml(archive.read(sheet.part, limits.unpackedBytes, onProgress), reader);
  const csv = table.take();
  return {
    sheets: book.sheets.map(({ name }) => name),
    sheet: sheet.name,
    headerRow: table.header,
    candidates: table.candidates.map(({ number, values }) => ({ row: number, values })),
    columns: table.columns,
    rows: table.rows,
    notes: notes.all,
    csv,
  };
}
