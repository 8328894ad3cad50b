// The words for metrics in Spanish are those of the catalogue that the server has.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { notesEs } from "@/metrics/notes_es.ts";
import { MetricNames } from "@/metrics/words.ts";
import { wordsEs } from "@/metrics/words_es.ts";

const folder = join(import.meta.dirname, "../../../services/metrics/catalogue");
const catalogue = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");
const notes = [...catalogue.matchAll(/^\s*notes: "(.*)"$/gm)].map(([, note]) => note ?? "");
const ids = [...catalogue.matchAll(/^\s*id: "([A-Z]-\d+)"$/gm)].map(([, id]) => id ?? "");

describe("metrics in Spanish", () => {
  it("have a name and a formula each", () => {
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !wordsEs[id])).toEqual([]);
  });

  it("have each note, and none that no metric has", () => {
    expect(notes.length).toBeGreaterThan(20);
    expect(notes.filter((note) => notesEs[note] === undefined)).toEqual([]);
    expect(Object.keys(notesEs).filter((note) => !notes.includes(note))).toEqual([]);
  });

  it("say of a note that is newer than the page that it is in English", () => {
    const names = new MetricNames(wordsEs, notesEs);
    const [known = ""] = notes;
    const shown = names.notes({ notes: [known, "A new note."] });
    expect(shown).toEqual([
      { words: notesEs[known], isForeign: false },
      { words: "A new note.", isForeign: true },
    ]);
    expect(new MetricNames({}).notes({ notes: [known] })).toEqual([
      { words: known, isForeign: false },
    ]);
  });
});
