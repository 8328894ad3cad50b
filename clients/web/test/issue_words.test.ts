import { describe, expect, it } from "vitest";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { issueWords } from "@/forms/issue_words.ts";
import type { FieldIssue } from "@/forms/request.ts";
import { Format } from "@/locale/format.ts";

const en = { language: "en", format: new Format("en-US") } as const;
const es = { language: "es", format: new Format("es-US") } as const;

function fieldOf(type: string, name: string) {
  const field = eventTypeNamed(type)?.fields.find((one) => one.name === name);
  if (!field) throw new Error(`no ${name} of ${type}`);
  return field;
}

function refused(detail: string): FieldIssue {
  return { kind: "refused", reason: "FIELD_INVALID", detail };
}

describe("what is wrong with a field", () => {
  it("is said with the names and the units that people see", () => {
    const field = fieldOf("JobsReported", "fte_x100_at_living_wage");
    const issue = refused("is 1850, more than fte_x100_total, 1225");
    expect(issueWords(issue, field, es)).toEqual({
      words: "18.5 es más que «Todos los empleos, a tiempo completo», 12.25.",
    });
    expect(issueWords(issue, field, en).words).toMatch(/^18\.5 is more than “.+”, 12\.25\.$/);
  });

  it("is said of sums and of bounds in the reader's language", () => {
    const bands = fieldOf("HousingUnitsReported", "ami_band_units");
    const few = refused("does not add up to units, 12: too few; homes without a known band are…");
    expect(issueWords(few, bands, es).words).toContain("suman menos que el total, 12");
    const years = fieldOf("HousingUnitsReported", "affordability_years");
    expect(issueWords(refused("is 0; wanted 1 to 999"), years, es).words).toContain("De 1 a 999");
    const contact = refused("looks like contact data or an identity number, which is never stored");
    expect(issueWords(contact, undefined, es).detail).toMatch(/^looks like contact data/);
    expect(issueWords(contact, years, es).words).toContain("no se guardan");
  });

  it("keeps the server's words where there are no better ones", () => {
    const field = fieldOf("JobsReported", "headcount");
    expect(issueWords(refused("is odd"), field, es)).toEqual({
      words: "Esto no sirve.", detail: "is odd",
    });
    expect(issueWords(undefined, field, es)).toEqual({ words: "" });
  });

  it("shows how to write a number with the signs of the region", () => {
    const fault: FieldIssue = { kind: "fault", fault: "not a number" };
    const mexico = { language: "es", format: new Format("es-MX") } as const;
    const spain = { language: "es", format: new Format("es-CO") } as const;
    expect(issueWords(fault, undefined, mexico).words).toContain("1,234.50");
    expect(issueWords(fault, undefined, spain).words).toContain("1.234,50");
  });
});
