// The catalogues are complete, and no text for people sits outside of them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "@/locale/catalogue.ts";

const modules = import.meta.glob<Record<string, unknown>>(
  ["../src/**/*texts*.ts", "../src/**/*.tsx", "../src/pages/*/page.ts", "!../src/main.tsx"],
  { eager: true },
);

function isCatalogue(value: unknown): value is Catalogue<unknown> {
  return typeof value === "object" && value !== null && "en" in value && "es" in value;
}

/** Every text of a catalogue by its path; functions are called with their own argument names. */
function textsOf(value: unknown, path: string, found = new Map<string, string>()) {
  if (typeof value === "string") found.set(path, value);
  else if (typeof value === "function") found.set(path, String(value("1", "2", "3", "4")));
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) textsOf(inner, `${path}.${key}`, found);
  }
  return found;
}

function cataloguesIn(value: unknown, path: string, depth = 0): [string, Catalogue<unknown>][] {
  if (isCatalogue(value)) return [[path, value]];
  if (typeof value !== "object" || value === null || depth > 2) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    cataloguesIn(inner, `${path}.${key}`, depth + 1),
  );
}

const catalogues = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, value]) => cataloguesIn(value, `${file} ${name}`)),
);

// Texts that are the same in both languages: names, signs, and words that both languages share.
const sameInBoth = /^[^\p{L}]*$|^([nN]o|MWBE|.{0,12}( h|×)|.*1.*2.*|PNG|CSV|XLSX|JSON|Total|API)$/u;

describe("the catalogues", () => {
  it("are found", () => {
    expect(catalogues.length).toBeGreaterThan(5);
  });

  it.each(catalogues)("%s says everything in both languages", (_, texts) => {
    const en = textsOf(texts.en, "");
    const es = textsOf(texts.es, "");
    expect([...es.keys()]).toEqual([...en.keys()]);
    for (const [key, words] of [...en, ...es]) expect(words, key).not.toBe("");
  });

  it.each(catalogues)("%s is translated", (_, texts) => {
    const es = textsOf(texts.es, "");
    const same = [...textsOf(texts.en, "")].filter(
      ([key, words]) => es.get(key) === words && !sameInBoth.test(words),
    );
    expect(same).toEqual([]);
  });
});

const source = join(import.meta.dirname, "../src");
// Attributes whose value a person sees or hears.
const spokenAttributes = /^(aria-label|title|alt|placeholder|label|help|lead|description)$/;
const words = /\p{L}{2,}/u;

/** Texts for people that a component holds itself. */
function looseTexts(file: string): string[] {
  const text = readFileSync(join(source, file), "utf8");
  const found: string[] = [];
  new Visitor({
    JSXText(node) {
      if (words.test(node.value)) found.push(node.value.trim());
    },
    JSXAttribute(node) {
      const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
      if (!spokenAttributes.test(name) || node.value?.type !== "Literal") return;
      if (words.test(String(node.value.value))) found.push(`${name}="${node.value.value}"`);
    },
  }).visit(parseSync(file, text).program);
  return found;
}

describe("texts for people", () => {
  const files = readdirSync(source, { recursive: true }).map(String);

  it.each(files.filter((file) => file.endsWith(".tsx")))("are not in %s itself", (file) => {
    expect(looseTexts(file)).toEqual([]);
  });
});
