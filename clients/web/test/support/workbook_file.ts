// Makes workbooks for tests, part by part, as spreadsheet programs store them.
import { crc32, deflateRawSync } from "node:zlib";

interface Options {
  readonly isStored?: boolean;
  /** What the list at the end says of the size, where it lies. */
  readonly claimedSize?: number;
}

/** A zip archive of these parts. */
export function archiveOf(
  parts: Readonly<Record<string, string | Uint8Array>>,
  { isStored = false, claimedSize }: Options = {},
): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content as string);
    const packed = isStored ? plain : deflateRawSync(plain);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(isStored ? 0 : 8, 8);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isStored ? 0 : 8, 10);
    entry.writeUInt32LE(crc32(plain), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimedSize ?? plain.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, Buffer.from(name), packed);
    list.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, listed, end]));
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

function relations(entries: readonly (readonly [string, string, string])[]): string {
  const all = entries.map(
    ([id, kind, target]) =>
      `<Relationship Id="${id}" Type="${REFERENCES}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${RELATIONS}">${all.join("")}</Relationships>`;
}

export interface BookParts {
  /** What lies in `sheetData`, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly shared?: readonly string[];
  /** Codes of number formats; style 0 is the general one, these begin at 1. */
  readonly formats?: readonly string[];
  readonly is1904?: boolean;
  readonly hidden?: readonly string[];
}

/** The parts of a workbook by their names. */
export function partsOf(book: BookParts): Record<string, string> {
  const names = Object.keys(book.sheets);
  const listed = names.map((name, index) => {
    const state = book.hidden?.includes(name) ? ' state="hidden"' : "";
    return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="s${index + 1}"/>`;
  });
  const formats = book.formats ?? [];
  const codes = formats.map(
    (code, index) =>
      `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', "&quot;")}"/>`,
  );
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`);
  const shared = (book.shared ?? []).map((text) => `<si><t>${text}</t></si>`);
  return {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relations([["r1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml":
      `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${REFERENCES}">` +
      `<workbookPr${book.is1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets>` +
      "</workbook>",
    "xl/_rels/workbook.xml.rels": relations([
      ...names.map((_, i) => [`s${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`] as const),
      ["t1", "sharedStrings", "sharedStrings.xml"],
      ["y1", "styles", "styles.xml"],
    ]),
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${shared.join("")}</sst>`,
    "xl/styles.xml":
      `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts>` +
      `<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
      `<cellXfs><xf numFmtId="0"/>${styles.join("")}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${book.sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  };
}

export function workbookOf(book: BookParts, options: Options = {}): Uint8Array<ArrayBuffer> {
  return archiveOf(partsOf(book), options);
}

/** Rows of a sheet: texts are written into their cells, numbers are given as they are stored. */
export function rowsXml(rows: readonly (readonly (string | number)[])[], first = 1): string {
  return rows
    .map((row, index) => {
      const cells = row.map((value) =>
        typeof value === "number"
          ? `<c><v>${value}</v></c>`
          : value.startsWith("<c")
            ? value
            : `<c t="inlineStr"><is><t>${value}</t></is></c>`,
      );
      return `<row r="${first + index}">${cells.join("")}</row>`;
    })
    .join("");
}
