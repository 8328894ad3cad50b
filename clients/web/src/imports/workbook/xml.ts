// Reads XML piece by piece, as far as workbooks need it: elements, attributes and text. Documents
// that declare entities are refused, so that nothing can grow out of them.
import { WorkbookProblem } from "./problem.ts";

export interface XmlHandler {
  /** `attributes` is read by `attribute`. `name` is without its prefix. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const named: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'",
};

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[\da-fA-F]+|#\d+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith("#")) return named[entity] ?? whole;
    const isHex = entity.startsWith("#x");
    const code = Number.parseInt(entity.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute; undefined where it is not there. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match ? decoded(match[1] ?? match[2] ?? "") : undefined;
}

/** Where a tag that begins at `from` ends; -1 = not in this text. Quotes may hold a ">". */
function tagEnd(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    } else if (sign === ">") {
      return at;
    }
  }
  return -1;
}

/** The markup that is no element: how it begins and ends. */
const asides = [
  ["<!--", "-->"],
  ["<?", "?>"],
  ["<![CDATA[", "]]>"],
] as const;

// No name, attribute or remark of a workbook comes near it; text is handed on in pieces.
const MARKUP_MAX = 1024 * 1024;

/** Where text may be cut: not within an entity. */
function cutAt(text: string, from: number): number {
  const entity = text.lastIndexOf("&");
  return entity < from || text.length - entity > 12 ? text.length : entity;
}

class XmlReader {
  private rest = "";

  constructor(private readonly handler: XmlHandler) {}

  push(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const begin = text.indexOf("<", at);
      if (begin === -1) break;
      const end = this.markup(text, begin, at);
      if (end === -1) break;
      at = end;
    }
    if (text.indexOf("<", at) === -1) {
      const cut = cutAt(text, at);
      if (cut > at) this.handler.text(decoded(text.slice(at, cut)));
      at = cut;
    }
    this.rest = text.slice(at);
    if (this.rest.length > MARKUP_MAX) throw new WorkbookProblem("damaged");
  }

  end(): void {
    if (this.rest.trim() !== "") throw new WorkbookProblem("damaged");
  }

  /** Reads the text from `at` and the markup at `begin`; where it ends, or -1. */
  private markup(text: string, begin: number, at: number): number {
    // Only the longest beginning tells "<!" from its kinds.
    const isShort = text.length - begin < "<![CDATA[".length;
    if (isShort && text[begin + 1] === "!") return -1;
    const aside = asides.find(([opening]) => text.startsWith(opening, begin));
    if (!aside && text.startsWith("<!", begin)) throw new WorkbookProblem("damaged");
    const close = aside?.[1] ?? ">";
    const end = aside ? text.indexOf(close, begin) : tagEnd(text, begin);
    if (end === -1) return -1;
    if (begin > at) this.handler.text(decoded(text.slice(at, begin)));
    if (aside?.[0] === "<![CDATA[") this.handler.text(text.slice(begin + 9, end));
    if (!aside) this.tag(text.slice(begin + 1, end));
    return end + close.length;
  }

  private tag(tag: string): void {
    const isEnd = tag.startsWith("/");
    const [, name = ""] = /^\/?(?:[^\s:/]*:)?([^\s/]+)/.exec(tag) ?? [];
    if (name === "") throw new WorkbookProblem("damaged");
    if (isEnd) return this.handler.close(name);
    const blank = tag.search(/\s/);
    const isEmpty = tag.endsWith("/");
    this.handler.open(name, blank === -1 ? "" : tag.slice(blank, isEmpty ? -1 : undefined));
    if (isEmpty) this.handler.close(name);
  }
}

/** Reads a whole document. */
export async function readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): Promise<void> {
  const reader = new XmlReader(handler);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of bytes) reader.push(decoder.decode(piece, { stream: true }));
    reader.push(decoder.decode());
  } catch (error) {
    // What the decoder says of bytes that are no text.
    throw error instanceof TypeError ? new WorkbookProblem("damaged") : error;
  }
  reader.end();
}
