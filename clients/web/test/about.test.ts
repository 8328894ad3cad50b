// Which metrics a page of one supplier or one investment shows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromJson, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { MetricDefinitionSchema } from "@/gen/anchorledger/metric/v1/definition_pb";
import { isMetricAbout, kindsAbout } from "@/metrics/about.ts";

const schema = join(import.meta.dirname, "../../../services/projections/fact_schema.h");

describe("the kinds of facts about one thing", () => {
  it("are those of the server", () => {
    const kind = /\{FactKind::k\w+,\s*"(\w+)",\s*(?:true|false),\s*"(\w*)"/g;
    const found = [...readFileSync(schema, "utf8").matchAll(kind)];
    expect(found.length).toBeGreaterThan(20);
    for (const [thing, kinds] of Object.entries(kindsAbout)) {
      const own = found.filter(([, , entity]) => entity === thing).map(([, name]) => name);
      expect(new Set(own)).toEqual(kinds);
    }
  });
});

const metric = (id: string, more: JsonObject) =>
  fromJson(MetricDefinitionSchema, { id, ...more });
const facts = (kind: string, more: JsonObject = {}) => ({ facts: { kind, ...more } });

const net = metric("P-01", { value: "net", aggregates: [facts("purchase")] });
const paid = metric("P-13", {
  value: "paid",
  aggregates: [{ entities: { key: "supplier", inputs: [{ kind: "purchase" }] } }],
});
const union = metric("P-11", { value: "metric('P-01', diverse)" });
const leverage = metric("I-14", {
  value: "others / own",
  aggregates: [facts("commitment"), facts("co_investment")],
});
const share = metric("P-03", {
  value: "local / base",
  aggregates: [facts("purchase"), { baseline: { measure: "addressable_spend" } }],
});
const mixed = metric("X-14", { value: "metric('I-14') + 1" });
const whole = metric("I-05", {
  value: "cash / all",
  aggregates: [facts("cash"), facts("cash", { scope: "FACT_SCOPE_WHOLE" })],
});
const rate = metric("I-10", {
  value: "weighted",
  aggregates: [
    {
      entities: {
        key: "investment",
        inputs: [{ kind: "principal" }, { kind: "loan_rate", scope: "FACT_SCOPE_WHOLE" }],
      },
    },
  ],
});
const all = [net, paid, union, leverage, share, mixed, whole, rate];

describe("a metric", () => {
  const about = (thing: "supplier" | "investment") =>
    all.filter((one) => isMetricAbout(thing, one, all)).map(({ id }) => id);

  it("is about a supplier when nothing but facts about suppliers makes it", () => {
    expect(about("supplier")).toEqual(["P-01", "P-13", "P-11"]);
  });

  it("is not about an investment when money of others or the whole stands in it", () => {
    expect(about("investment")).toEqual(["I-10"]);
    expect(isMetricAbout("investment", metric("I-04", { aggregates: [facts("cash")] }), [])).toBe(
      true,
    );
  });
});
