// Forms made from the contract: every event and field has words in both languages, and what is
// entered becomes the message that is meant, and back.
import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ProposedEventSchema } from "@/gen/anchorledger/api/v1/event_pb";
import { Presence } from "@/gen/anchorledger/event/v1/rules_pb";
import { beginningOf } from "@/forms/beginnings.ts";
import {
  eventTypeNamed,
  eventTypes,
  headerFieldsOf,
  mayRecord,
  type EventType,
  type FormField,
} from "@/forms/definitions.ts";
import { decode, encode, type EnteredGroup } from "@/forms/entered.ts";
import { factsOf } from "@/forms/facts.ts";
import { issueAt, issuesOf, propose, stillMissing, type FieldIssue } from "@/forms/request.ts";
import { eventTitles } from "@/forms/texts/event_texts.ts";
import { fieldTexts, wordOf, wordTexts } from "@/forms/texts/labels.ts";
import { spanishHelp, spanishHelpKeys } from "@/forms/texts/help_es.ts";
import { Format } from "@/locale/format.ts";
import { languages } from "@/locale/catalogue.ts";
import comments from "@/gen/comments.json";
import { allRoles } from "@/session/session.ts";

function typeNamed(name: string): EventType {
  const type = eventTypeNamed(name);
  if (!type) throw new Error(`no event type ${name}`);
  return type;
}

function allFields(fields: readonly FormField[]): FormField[] {
  return fields.flatMap((field) => [field, ...allFields(field.parts)]);
}

const everyField = [
  ...eventTypes.flatMap((type) => allFields(type.fields)),
  ...eventTypes.flatMap((type) => allFields(headerFieldsOf(type))),
];

describe("event types", () => {
  it("come from the contract with their rules", () => {
    expect(eventTypes.length).toBeGreaterThan(50);
    const loan = typeNamed("LoanDisbursed");
    expect(loan).toMatchObject({ number: 905, payload: "loan_disbursed" });
    expect(loan.rule.anchor).toBe(Presence.REQUIRED);
    expect(loan.fields.map(({ name }) => name)).toEqual([
      "investment_id", "draw_no", "amount", "funded_on", "ledger_ref",
    ]);
  });

  it("may be recorded by the roles that the contract names, corrections by none", () => {
    expect(mayRecord(typeNamed("LoanDisbursed"), ["fin"])).toBe(true);
    expect(mayRecord(typeNamed("LoanDisbursed"), ["par", "hr"])).toBe(false);
    expect(mayRecord(typeNamed("EventVoided"), ["fin"])).toBe(false);
  });

  it.each(languages)("have a title in the words of people: %s", (language) => {
    const without = eventTypes.filter(({ name }) => !eventTitles[language][name]);
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe("fields", () => {
  it.each(languages)("have a label each: %s", (language) => {
    const texts = fieldTexts[language];
    const without = everyField.filter(
      ({ owner, name }) => !texts[`${owner}.${name}`] && !texts[name],
    );
    expect(without.map(({ owner, name }) => `${owner}.${name}`)).toEqual([]);
  });

  it.each(languages)("that hold a word have a label for each: %s", (language) => {
    const without = everyField.flatMap(({ words }) =>
      (words?.values ?? [])
        .filter((value) => value.number !== 0)
        .map((value) => `${words?.name}.${wordOf(value)}`)
        .filter((key) => !wordTexts[language][key]),
    );
    expect([...new Set(without)]).toEqual([]);
  });

  it("have no label that belongs to nothing", () => {
    const known = new Set(everyField.flatMap(({ owner, name }) => [name, `${owner}.${name}`]));
    const header = ["event_type", "causation_position", "correlation_id", "late", "key_id"];
    for (const name of [...header, "batch_id"]) known.add(name);
    expect(Object.keys(fieldTexts.en).filter((key) => !known.has(key))).toEqual([]);
  });
});

const loan: EnteredGroup = {
  investment_id: "loan-1",
  draw_no: "2",
  amount: { amount: "1250.5", currency: "USD" },
  funded_on: "2024-02-29",
  ledger_ref: "GL 4711",
};

describe("help in Spanish", () => {
  // Fields of events that people record with forms; the header's help is for programs.
  const asked = eventTypes
    .filter((type) => mayRecord(type, allRoles))
    .flatMap((type) => allFields(type.fields));

  it("is there for every field that the contract explains", () => {
    const explained = comments as Readonly<Record<string, string>>;
    const without = asked
      .filter(({ owner, name }) => explained[`${owner}.${name}`])
      .filter((field) => spanishHelp(field) === "");
    expect(asked.length).toBeGreaterThan(300);
    expect(without.map(({ owner, name }) => `${owner}.${name}`)).toEqual([]);
  });

  it("belongs to a field each, and is a sentence that is not the English one", () => {
    const known = new Set(asked.flatMap(({ owner, name }) => [name, `${owner}.${name}`]));
    expect(spanishHelpKeys.filter((key) => !known.has(key))).toEqual([]);
    const english = new Set(Object.values(comments));
    for (const field of asked) {
      const words = spanishHelp(field);
      if (words === "") continue;
      expect(words, `${field.owner}.${field.name}`).toMatch(/^[\p{Lu}\d«].*\.$/u);
      expect(english.has(words)).toBe(false);
    }
  });
});

describe("what is entered", () => {
  it("becomes the message of the contract", () => {
    const { event, issues } = propose({
      type: typeNamed("LoanDisbursed"),
      values: loan,
      header: { anchor_id: "bmc", basis: "BASIS_ESTIMATED" },
    });
    expect([...issues]).toEqual([]);
    expect(toJson(ProposedEventSchema, event, { useProtoFieldName: true })).toEqual({
      any: {},
      anchor_id: "bmc",
      basis: "BASIS_ESTIMATED",
      payload: {
        loan_disbursed: {
          investment_id: "loan-1",
          draw_no: 2,
          amount: { minor: "125050", currency: "USD" },
          funded_on: { days: 19782 },
          ledger_ref: "GL 4711",
        },
      },
    });
  });

  it("comes back from the message as it was", () => {
    const { fields } = typeNamed("LoanDisbursed");
    const { json } = encode(fields, loan);
    const back = decode(fields, json);
    expect(back).toEqual({ ...loan, amount: { amount: "1250.50", currency: "USD" } });
    expect(encode(fields, back).json).toEqual(json);
  });

  it("that is no number, no day or too fine is told at its field and not sent", () => {
    const { fields } = typeNamed("LoanDisbursed");
    const { json, faults } = encode(fields, {
      draw_no: "?two",
      amount: { amount: "0.005", currency: "USD" },
      funded_on: "2023-02-29",
    });
    expect(json).toEqual({});
    expect(Object.fromEntries(faults)).toEqual({
      draw_no: "not a number",
      amount: "too many decimals",
      funded_on: "not a day",
    });
  });

  it("in lists is put in the order that the contract asks for", () => {
    const proposed = typeNamed("PartnershipProposed");
    const strategies = ["STRATEGY_INVESTING", "STRATEGY_HIRING", "STRATEGY_INVESTING"];
    expect(encode(proposed.fields, { strategies }).json["strategies"]).toEqual([
      "STRATEGY_HIRING", "STRATEGY_INVESTING",
    ]);
    const retention = typeNamed("RetentionReported");
    const reasons_left = [{ code: "moved", count: "2" }, {}, { code: "family", count: "1" }];
    expect(encode(retention.fields, { reasons_left }).json["reasons_left"]).toEqual([
      { code: "family", count: "1" },
      { code: "moved", count: "2" },
    ]);
  });

  it("of a flag is no when no was chosen, and absent when nothing was", () => {
    const { fields } = typeNamed("HireRecorded");
    expect(encode(fields, { benefits_eligible: "no" }).json).toEqual({ benefits_eligible: false });
    expect(encode(fields, {}).json).toEqual({});
  });

  it("is read back to people in their language", () => {
    const type = typeNamed("LoanDisbursed");
    const { json } = encode(type.fields, loan);
    const facts = factsOf(type.fields, json, { language: "es", format: new Format("es-US") });
    expect(facts.map(({ label }) => label)).toContain("Monto desembolsado");
    expect(facts.find(({ path }) => path === "amount")?.text).toContain("1,250.50");
  });

  it("shows digests as programs print them", () => {
    const type = typeNamed("ImportBatchRecorded");
    const english = { language: "en", format: new Format("en-US") } as const;
    const [digest] = factsOf(type.fields, { file_sha256: "AAH/" }, english);
    expect(digest?.text).toBe("0001ff");
  });
});

describe("a new form", () => {
  it("makes the id of what it brings into being, and names the own anchor", () => {
    const { values, header } = beginningOf(typeNamed("InvestmentCommitted"), { anchorId: "bmc" });
    expect(values["investment_id"]).toMatch(/^investment-[a-z2-9]{10}$/);
    expect(header["anchor_id"]).toBe("bmc");
    expect(header["effective_on"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("asks for no day where the event has one of its own", () => {
    expect(beginningOf(typeNamed("LoanDisbursed"), { anchorId: "bmc" }).header).toEqual({
      anchor_id: "bmc",
    });
  });
});

describe("what the server objects to", () => {
  const problem = { reason: "FIELD_INVALID", detail: "", metadata: {}, retryAfterMs: undefined };
  const types = [typeNamed("LoanDisbursed")];

  it("that something is missing is over once it is filled in", () => {
    const missing: FieldIssue = { kind: "refused", reason: "FIELD_MISSING", detail: "is missing" };
    const wrong: FieldIssue = { kind: "refused", reason: "FIELD_INVALID", detail: "is 0" };
    const said = new Map([
      ["fees", missing], ["terms.rate", missing], ["count", wrong], ["header.anchor_id", missing],
    ]);
    const values = { fees: { amount: "0", currency: "USD" }, terms: { rate: "" }, count: "1" };
    const left = (header: EnteredGroup) => [...stillMissing(said, { values, header }).keys()];
    expect(left({})).toEqual(["terms.rate", "count", "header.anchor_id"]);
    expect(left({ anchor_id: "bmc" })).toEqual(["terms.rate", "count"]);
  });

  it("is found at its field", () => {
    const [issues] = issuesOf(
      {
        ...problem,
        reason: "FIELD_INVALID",
        fields: [
          {
            field: "events[0].loan_disbursed.amount.minor",
            reason: "FIELD_INVALID",
            description: "is 0; wanted at least 1",
          },
          { field: "events[0].effective_on", reason: "FIELD_MISSING", description: "is missing" },
        ],
      },
      types,
    );
    if (!issues) throw new Error("no issues");
    expect(issueAt(issues, "amount", true)).toMatchObject({ detail: "is 0; wanted at least 1" });
    expect(issueAt(issues, "amount", false)).toBeUndefined();
    expect(issueAt(issues, "header.effective_on", false)).toMatchObject({
      reason: "FIELD_MISSING",
    });
  });

  it("by a rule is found at the field that the rule names", () => {
    const [issues] = issuesOf(
      {
        ...problem,
        reason: "REFERENCE_UNKNOWN",
        detail: 'investment_id: "x" is not a known investment',
        fields: [],
        metadata: { rule: "reference_known", field: "investment_id", event_index: "0" },
      },
      types,
    );
    expect(issues?.get("investment_id")).toMatchObject({
      reason: "REFERENCE_UNKNOWN",
      detail: '"x" is not a known investment',
    });
  });
});

describe("every event type", () => {
  it.each(eventTypes.map((type) => [type.name, type] as const))(
    "%s survives an empty form",
    (_, type) => {
      const { event } = propose({ type, values: {}, header: {} });
      const json = toJson(ProposedEventSchema, event, { useProtoFieldName: true }) as JsonObject;
      expect(json["payload"]).toEqual({ [type.payload]: {} });
    },
  );
});
