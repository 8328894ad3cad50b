// Delimited text as people see it before it is sent: enough to show columns and rows, and to put
// corrected rows back where they were. The server reads the file itself.

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

/** UTF-8 where all bytes are, else Windows-1252; without a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
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

export function previewOf(text: string): Preview {
  const delimiter = guessDelimiter(text);
  const rows: (readonly string[])[] = [];
  for (const { values } of rowsOf(text, delimiter)) {
    rows.push(values);
    if (rows.length > PREVIEW_ROWS) break;
  }
  const [columns = [], ...rest] = rows;
  return { delimiter, columns: columns.map((name) => name.trim()), rows: rest };
}
