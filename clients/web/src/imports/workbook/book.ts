// What a workbook says of all its sheets: their names, the texts and formats that cells share.
import type { Archive } from "./archive.ts";
import { formatOf, generalFormat, type CellFormat } from "./formats.ts";
import { limits, WorkbookProblem } from "./problem.ts";
import { attribute, readXml, type XmlHandler } from "./xml.ts";

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The part of the archive that holds it. */
  readonly part: string;
}

export interface Book {
  readonly sheets: readonly Sheet[];
  readonly shared: readonly string[];
  /** By the number of the style that cells name. */
  readonly formats: readonly CellFormat[];
  /** Whether days are counted from 1904, as old Macintosh programs did. */
  readonly is1904: boolean;
}

const nothing: XmlHandler = { open() {}, close() {}, text() {} };

async function readPart(archive: Archive, name: string, handler: Partial<XmlHandler>) {
  await readXml(archive.read(name), { ...nothing, ...handler });
}

/** `target` as seen from the folder of `base`, as a name in the archive. */
function resolved(base: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const folders = base.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") folders.pop();
    else if (step !== ".") folders.push(step);
  }
  return folders.join("/");
}

interface Relation {
  readonly kind: string;
  readonly part: string;
}

/** What a part refers to, by the id that it uses. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  const slash = part.lastIndexOf("/") + 1;
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  if (!archive.has(name)) return found;
  await readPart(archive, name, {
    open(tag, attributes) {
      const id = attribute(attributes, "Id");
      if (tag !== "Relationship" || id === undefined) return;
      const kind = attribute(attributes, "Type")?.split("/").at(-1) ?? "";
      found.set(id, { kind, part: resolved(part, attribute(attributes, "Target") ?? "") });
    },
  });
  return found;
}

// A carriage return in a cell is written as "_x000D_".
function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Collects the text of what lies in `t` elements, without what only tells how to pronounce it. */
export class TextCollector {
  private inText = false;
  private inPhonetic = 0;
  private parts = "";

  open(name: string): void {
    if (name === "rPh") this.inPhonetic += 1;
    this.inText = name === "t" && this.inPhonetic === 0;
  }

  close(name: string): void {
    if (name === "rPh") this.inPhonetic -= 1;
    this.inText = false;
  }

  text(text: string): void {
    if (this.inText) this.parts += text;
  }

  take(): string {
    const text = unescaped(this.parts);
    this.parts = "";
    return text;
  }
}

async function readShared(archive: Archive, part: string): Promise<string[]> {
  const found: string[] = [];
  const collector = new TextCollector();
  await readXml(archive.read(part, limits.sharedBytes), {
    open: (name) => collector.open(name),
    text: (text) => collector.text(text),
    close(name) {
      collector.close(name);
      if (name === "si") found.push(collector.take());
    },
  });
  return found;
}

async function readFormats(archive: Archive, part: string): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await readPart(archive, part, {
    open(name, attributes) {
      if (name === "cellXfs") inCells = true;
      if (name === "numFmt") {
        const code = attribute(attributes, "formatCode") ?? "";
        codes.set(Number(attribute(attributes, "numFmtId")), code);
      }
      if (name === "xf" && inCells) ids.push(Number(attribute(attributes, "numFmtId") ?? "0"));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return ids.map((id) => formatOf(id, codes));
}

async function mainPart(archive: Archive): Promise<string> {
  const relations = [...(await relationsOf(archive, "")).values()];
  const part = relations.find(({ kind }) => kind === "officeDocument")?.part;
  if (!part?.endsWith(".xml") || !archive.has(part)) throw new WorkbookProblem("otherKind");
  return part;
}

export async function readBook(archive: Archive): Promise<Book> {
  const main = await mainPart(archive);
  const relations = await relationsOf(archive, main);
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readPart(archive, main, {
    open(name, attributes) {
      if (name === "workbookPr") {
        is1904 = ["1", "true"].includes(attribute(attributes, "date1904") ?? "");
      }
      if (name !== "sheet") return;
      const id = attribute(attributes, "\\w+:id") ?? "";
      const relation = relations.get(id);
      if (relation?.kind !== "worksheet") return;
      sheets.push({
        name: attribute(attributes, "name") ?? "",
        isHidden: (attribute(attributes, "state") ?? "visible") !== "visible",
        part: relation.part,
      });
    },
  });
  if (sheets.length === 0) throw new WorkbookProblem("otherKind");
  const partOf = (kind: string) => [...relations.values()].find((one) => one.kind === kind)?.part;
  const shared = partOf("sharedStrings");
  const styles = partOf("styles");
  return {
    sheets,
    is1904,
    shared: shared && archive.has(shared) ? await readShared(archive, shared) : [],
    formats: styles && archive.has(styles) ? await readFormats(archive, styles) : [generalFormat],
  };
}
