// A workbook: the few parts of Office Open XML that a table needs, packed by fflate. Written here
// because the digits matter: a number is written as the decimal text that the server gave, and one
// with more digits than a spreadsheet keeps is written as text.
import { strToU8, zipSync, type Zippable } from "fflate";

/** A number is decimal text, exactly as the server gave it. */
export interface FileCell {
  readonly text: string;
  readonly isNumber: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly FileCell[])[];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

// Spreadsheets calculate in binary floating point, which keeps 15 decimal digits for sure.
const EXACT_DIGITS = 15;
const decimal = /^-?\d+(\.\d+)?$/;

// Indexes of cellXfs in the styles below.
const PLAIN = 0;
const HEAD = 1;
const styleOfPlaces = [2, 3, 4] as const;

/** Whether a spreadsheet keeps every digit of the number. */
export function isExactNumber(text: string): boolean {
  return decimal.test(text) && text.replace(/\D/g, "").replace(/^0+/, "").length <= EXACT_DIGITS;
}

/** The letters of a column, the first being 0: "A", "Z", "AA". */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

// XML cannot hold control characters at all.
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escaped(text: string): string {
  return text
    .replace(unprintable, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function cellXml({ text, isNumber }: FileCell, place: string, isHead: boolean): string {
  if (text === "") return "";
  if (isNumber && isExactNumber(text)) {
    const places = text.split(".")[1]?.length ?? 0;
    return `<c r="${place}" s="${styleOfPlaces[places] ?? PLAIN}"><v>${text}</v></c>`;
  }
  const words = `<is><t xml:space="preserve">${escaped(text)}</t></is>`;
  return `<c r="${place}" s="${isHead ? HEAD : PLAIN}" t="inlineStr">${words}</c>`;
}

function sheetXml({ rows }: Sheet): string {
  const lines = rows.map((row, y) => {
    const cells = row.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`, y === 0));
    return `<row r="${y + 1}">${cells.join("")}</row>`;
  });
  const frozen =
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    "</sheetView></sheetViews>";
  return (
    `${XML}<worksheet xmlns="${MAIN}">${frozen}<sheetFormatPr defaultRowHeight="15"/>` +
    `<cols><col min="1" max="40" width="18" customWidth="1"/></cols>` +
    `<sheetData>${lines.join("")}</sheetData></worksheet>`
  );
}

const styles =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>" +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5">' +
  [[0, 0], [0, 1], [1, 0], [164, 0], [2, 0]]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0"` +
        ' applyNumberFormat="1" applyFont="1"/>',
    )
    .join("") +
  "</cellXfs></styleSheet>";

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.' +
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    part("workbook", "sheet.main") +
    part("styles", "styles") +
    sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, "worksheet")).join("") +
    "</Types>"
  );
}

function relations(all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
    `<sheets>${each.join("")}</sheets></workbook>`
  );
}

/** The bytes of an .xlsx file. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const places = sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`);
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypes(sheets),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbookXml(sheets),
    "xl/_rels/workbook.xml.rels": relations([
      ...places.map((place) => ["worksheet", place] as const),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": styles,
  };
  sheets.forEach((sheet, i) => {
    parts[`xl/${places[i]}`] = sheetXml(sheet);
  });
  const files: Zippable = {};
  for (const [path, text] of Object.entries(parts)) files[path] = strToU8(text);
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}
