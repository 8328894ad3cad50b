// Delimited text as people see it before it is sent: enough to show columns and rows, and to put
// corrected rows back where they were. The server reads the file itself.
import { TextEncoding } from "@/gen/anchorledger/api/v1/import_profile_pb";

/** One row and where it stands in the text. */
export interface CsvRow {
  /** The line at which it begins, from 1. */
  readonly line: number;
  readonly start: number;
  /** Where it ends, before the end of its line. */
  readonly end: number;
  readonly values: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const QUOTE = '"';

/** How the text of a file is cut into rows. */
export interface TextFormat {
  /** One character; empty = found out. */
  readonly delimiter: string;
  readonly encoding: TextEncoding;
  /** Lines before the one that names the columns, or before the first row. */
  readonly skipLines: number;
  /** The names of the columns where no line names them; else empty. */
  readonly columns: readonly string[];
}

export const openFormat: TextFormat = {
  delimiter: "",
  encoding: TextEncoding.UNSPECIFIED,
  skipLines: 0,
  columns: [],
};

/** The character set of these bytes: UTF-8 where all of them are. */
export function guessEncoding(bytes: Uint8Array): TextEncoding.UTF8 | TextEncoding.WINDOWS1252 {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return TextEncoding.UTF8;
  } catch {
    return TextEncoding.WINDOWS1252;
  }
}

/** The text without a byte order mark; in the character set that it looks like, unless told. */
export function decodeText(bytes: Uint8Array, encoding = TextEncoding.UNSPECIFIED): string {
  const known = encoding === TextEncoding.UNSPECIFIED ? guessEncoding(bytes) : encoding;
  const label = known === TextEncoding.WINDOWS1252 ? "windows-1252" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}

/** The delimiter that the first line holds most of, outside of quotes. */
export function guessDelimiter(text: string): string {
  const first = rowsOf(text, "\n").next();
  const line = first.done ? "" : text.slice(first.value.start, first.value.end);
  const unquoted = line.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((one) => unquoted.split(one).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

class Reader {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  private quoted(): string {
    let value = "";
    this.at += 1;
    while (!this.done) {
      const close = this.text.indexOf(QUOTE, this.at);
      const end = close === -1 ? this.text.length : close;
      const part = this.text.slice(this.at, end);
      value += part;
      this.line += part.split("\n").length - 1;
      this.at = end + 1;
      if (this.text[this.at] !== QUOTE) break;
      value += QUOTE;
      this.at += 1;
    }
    return value;
  }

  private plain(): string {
    const begin = this.at;
    while (!this.done) {
      const sign = this.text[this.at];
      if (sign === this.delimiter || sign === "\n" || sign === "\r") break;
      this.at += 1;
    }
    return this.text.slice(begin, this.at);
  }

  row(): CsvRow {
    const { line } = this;
    const start = this.at;
    const values: string[] = [];
    for (;;) {
      values.push(this.text[this.at] === QUOTE ? this.quoted() + this.plain() : this.plain());
      if (this.done || this.text[this.at] !== this.delimiter) break;
      this.at += 1;
    }
    const end = Math.min(this.at, this.text.length);
    if (this.text[this.at] === "\r") this.at += 1;
    if (this.text[this.at] === "\n") this.at += 1;
    this.line += 1;
    return { line, start, end, values };
  }
}

/** The rows of a text, the header first; blank lines are left out. */
export function* rowsOf(text: string, delimiter: string): Generator<CsvRow> {
  const reader = new Reader(text, delimiter);
  while (!reader.done) {
    const row = reader.row();
    if (row.values.length > 1 || row.values[0] !== "") yield row;
  }
}

function cell(value: string, delimiter: string): string {
  const isPlain = ![delimiter, QUOTE, "\n", "\r"].some((sign) => value.includes(sign));
  return isPlain ? value : `${QUOTE}${value.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`;
}

export function csvLine(values: readonly string[], delimiter: string): string {
  return values.map((value) => cell(value, delimiter)).join(delimiter);
}

/** The same text with other values in some rows, by the line at which they begin. */
export function withRows(
  text: string,
  delimiter: string,
  changed: ReadonlyMap<number, readonly string[]>,
): string {
  const parts: string[] = [];
  let kept = 0;
  for (const row of rowsOf(text, delimiter)) {
    const values = changed.get(row.line);
    if (!values) continue;
    parts.push(text.slice(kept, row.start), csvLine(values, delimiter));
    kept = row.end;
  }
  parts.push(text.slice(kept));
  return parts.join("");
}

/** The beginning of a file, as far as it helps to tell its columns apart. */
export interface Preview {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const PREVIEW_ROWS = 100;

/** The text without its first lines, and without a line that only names the delimiter. */
function bodyOf(text: string, skipLines: number): string {
  let at = 0;
  for (let line = 0; line < skipLines; line += 1) {
    const end = text.indexOf("\n", at);
    if (end === -1) return "";
    at = end + 1;
  }
  const body = text.slice(at);
  return /^sep=.\r?\n/i.test(body) ? body.slice(body.indexOf("\n") + 1) : body;
}

export function previewOf(text: string, format: TextFormat = openFormat): Preview {
  const body = bodyOf(text, format.skipLines);
  const delimiter = format.delimiter || guessDelimiter(body);
  const rows: (readonly string[])[] = [];
  for (const { values } of rowsOf(body, delimiter)) {
    rows.push(values);
    if (rows.length > PREVIEW_ROWS) break;
  }
  if (format.columns.length > 0) return { delimiter, columns: format.columns, rows };
  const [columns = [], ...rest] = rows;
  return { delimiter, columns: columns.map((name) => name.trim()), rows: rest };
}

const LINES_LOOKED_AT = 25;
// A title has fewer values than the rows of the table below it.
const FILLED_SHARE = 0.7;

/** How many lines stand before the one that names the columns. */
export function guessSkippedLines(text: string): number {
  const counted: { line: number; filled: number }[] = [];
  const lines = text.split("\n", LINES_LOOKED_AT).join("\n");
  const widths = DELIMITERS.map((one) => lines.split(one).length);
  const delimiter = DELIMITERS[widths.indexOf(Math.max(...widths))] ?? ",";
  for (const { line, values } of rowsOf(lines, delimiter)) {
    counted.push({ line, filled: values.filter((value) => value.trim() !== "").length });
  }
  const widest = Math.max(0, ...counted.map(({ filled }) => filled));
  const first = counted.find(({ filled }) => filled >= widest * FILLED_SHARE);
  return (first?.line ?? 1) - 1;
}
