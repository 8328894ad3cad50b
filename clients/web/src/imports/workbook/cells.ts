// The rows of one sheet, cell by cell, as the texts that they become.
import { asPercent, decimalOf, sameValue, textOf, withPlaces } from "./decimals.ts";
import { TextCollector, type Book } from "./book.ts";
import { generalFormat, type CellFormat } from "./formats.ts";
import { attribute, type XmlHandler } from "./xml.ts";

/** How days and numbers are written in the text that is made of a sheet. */
export interface Writing {
  /** A format of profiles, such as "%Y-%m-%d". */
  readonly dateFormat: string;
  readonly decimalSign: string;
}

/** Something about cells that a person should know, with the first of them. */
export interface Note {
  readonly kind: "rounded" | "failed" | "uncalculated" | "hiddenRows" | "lineEnds";
  readonly count: number;
  /** The first of them, such as "C7"; of a rounded one what it holds and what is taken. */
  readonly cell: string;
  readonly held: string;
  readonly taken: string;
}

export class Notes {
  private readonly found = new Map<Note["kind"], Note>();

  add(kind: Note["kind"], cell: string, held = "", taken = ""): void {
    const first = this.found.get(kind) ?? { kind, count: 0, cell, held, taken };
    this.found.set(kind, { ...first, count: first.count + 1 });
  }

  get all(): Note[] {
    return [...this.found.values()];
  }
}

/** "C" is 3. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column;
}

/** 3 is "C". */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;
// Day 60 is the 29th of February 1900, which there never was; days before it are one later.
const FALSE_LEAP_DAY = 60;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const YEAR_10000 = Date.UTC(10_000, 0, 1);

const months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/** A day as a format of profiles writes it. */
function dayText(day: Date, format: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const parts: Readonly<Record<string, string>> = {
    "%d": two(day.getUTCDate()),
    "%m": two(day.getUTCMonth() + 1),
    "%b": months[day.getUTCMonth()] ?? "",
    "%Y": String(day.getUTCFullYear()),
    "%y": two(day.getUTCFullYear() % 100),
    "%H": "00", "%M": "00", "%S": "00",
  };
  return format.replace(/%[a-zA-Z]/g, (code) => parts[code] ?? code);
}

/** The day of a serial number, whose fraction is the time; undefined where it is none. */
function dayOf(raw: string, is1904: boolean): Date | undefined {
  const serial = Math.floor(Math.round(Number(raw) * DAY_SECONDS) / DAY_SECONDS);
  if (!(serial >= 0) || (serial === FALSE_LEAP_DAY && !is1904)) return undefined;
  const early = !is1904 && serial < FALSE_LEAP_DAY ? 1 : 0;
  const ms = (is1904 ? EPOCH_1904 : EPOCH_1900) + (serial + early) * DAY_MS;
  return ms < YEAR_10000 ? new Date(ms) : undefined;
}

function timeText(raw: string): string {
  const seconds = Math.round(Number(raw) * DAY_SECONDS);
  const part = (unit: number, of: number) =>
    String(Math.floor(seconds / unit) % of).padStart(2, "0");
  return `${part(3600, 24)}:${part(60, 60)}:${part(1, 60)}`;
}

// Amounts keep their cents, however few digits are shown.
const PLACES_MIN = 2;

/** A number exactly, or with the digits that are shown where these are fewer. */
function numberText(
  raw: string,
  format: CellFormat,
  sign: string,
): { text: string; held: string | undefined } {
  const decimal = decimalOf(raw);
  if (!decimal) return { text: raw, held: undefined };
  const exact = format.kind === "percent" ? asPercent(decimal) : decimal;
  if (format.places === undefined) return { text: textOf(exact, sign), held: undefined };
  const shown = withPlaces(exact, Math.max(format.places, PLACES_MIN));
  const held = sameValue(exact, shown) ? undefined : textOf(exact, sign);
  return { text: textOf(shown, sign, format.width), held };
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})/;

/** One row: where it is in the sheet, and the texts of its cells by column, from 0. */
export interface SheetRow {
  readonly number: number;
  readonly values: string[];
  /** How many of them are texts, as the names of columns are. */
  readonly texts: number;
}

/** Reads a sheet and hands over its rows in their order. */
export class SheetReader implements XmlHandler {
  private row: { number: number; values: string[]; texts: number } | undefined;
  private rowNumber = 0;
  private column = 0;
  private type = "";
  private style = 0;
  private value = "";
  private inValue = false;
  private inCell = false;
  private hasFormula = false;
  private readonly inline = new TextCollector();

  constructor(
    private readonly book: Book,
    private readonly writing: Writing,
    private readonly notes: Notes,
    private readonly onRow: (row: SheetRow) => void,
  ) {}

  open(name: string, attributes: string): void {
    switch (name) {
      case "row":
        this.rowNumber = Number(attribute(attributes, "r") ?? this.rowNumber + 1);
        this.row = { number: this.rowNumber, values: [], texts: 0 };
        this.column = 0;
        if (["1", "true"].includes(attribute(attributes, "hidden") ?? "")) {
          this.notes.add("hiddenRows", String(this.rowNumber));
        }
        break;
      case "c":
        this.column = columnOf(attribute(attributes, "r") ?? "") || this.column + 1;
        this.type = attribute(attributes, "t") ?? "n";
        this.style = Number(attribute(attributes, "s") ?? "0");
        this.value = "";
        this.inCell = true;
        this.hasFormula = false;
        break;
      case "f":
        this.hasFormula = this.inCell;
        break;
      case "v":
        this.inValue = this.inCell;
        break;
      default:
        if (this.inCell) this.inline.open(name);
    }
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else if (this.inCell) this.inline.text(text);
  }

  close(name: string): void {
    switch (name) {
      case "v":
        this.inValue = false;
        break;
      case "f":
        break;
      case "c":
        this.cell();
        this.inCell = false;
        break;
      case "row":
        if (this.row) this.onRow(this.row);
        this.row = undefined;
        break;
      default:
        if (this.inCell) this.inline.close(name);
    }
  }

  private cell(): void {
    const inline = this.inline.take();
    const text = this.cellText(inline).replace(/\s*[\r\n]+\s*/g, () => {
      this.notes.add("lineEnds", this.name);
      return " ";
    });
    if (!this.row || text.trim() === "") return;
    while (this.row.values.length < this.column - 1) this.row.values.push("");
    this.row.values[this.column - 1] = text;
    if (["s", "str", "inlineStr"].includes(this.type)) this.row.texts += 1;
  }

  private get name(): string {
    return columnLetters(this.column) + String(this.rowNumber);
  }

  private cellText(inline: string): string {
    switch (this.type) {
      case "s":
        return this.book.shared[Number(this.value)] ?? "";
      case "inlineStr":
        return inline;
      case "str":
        return this.value;
      case "b":
        return this.value.trim() === "1" ? "TRUE" : "FALSE";
      case "e":
        this.notes.add("failed", this.name, this.value);
        return this.value;
      case "d": {
        const [, year, month, day] = ISO_DAY.exec(this.value) ?? [];
        if (!year) return this.value;
        const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
        return dayText(new Date(ms), this.writing.dateFormat);
      }
      default:
        return this.number();
    }
  }

  private number(): string {
    const raw = this.value.trim();
    if (raw === "") {
      if (this.hasFormula) this.notes.add("uncalculated", this.name);
      return "";
    }
    const format = this.book.formats[this.style] ?? generalFormat;
    const day = format.kind === "day" ? dayOf(raw, this.book.is1904) : undefined;
    if (day) return dayText(day, this.writing.dateFormat);
    if (format.kind === "time") return timeText(raw);
    const { text, held } = numberText(raw, format, this.writing.decimalSign);
    if (held !== undefined) this.notes.add("rounded", this.name, held, text);
    return text;
  }
}
