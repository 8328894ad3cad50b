import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { QuantitySchema } from "@/gen/anchorledger/event/v1/common_pb";
import { TargetDirection } from "@/gen/anchorledger/event/v1/enums_pb";
import { TargetSetSchema } from "@/gen/anchorledger/event/v1/registry_pb";
import { Format } from "@/locale/format.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { promisedText } from "@/pages/overview/target_words.ts";
import { overviewTexts } from "@/pages/overview/texts.ts";

type Value = MessageInitShape<typeof QuantitySchema>["value"];

function words(value: Value, direction: TargetDirection, language: "en" | "es" = "en") {
  const target = create(TargetSetSchema, { value: { value }, direction });
  const format = new Format(language === "en" ? "en-US" : "es-US");
  return promisedText(target, format, metricTexts[language], overviewTexts[language]);
}

describe("what a target promises", () => {
  const { AT_LEAST, AT_MOST } = TargetDirection;

  it("has the unit that it was set in, and says from which side it is met", () => {
    expect(words({ case: "basisPoints", value: 9050n }, AT_LEAST)).toBe("at least 90.50%");
    const money = { minor: 1_500_000_00n, currency: "USD" };
    expect(words({ case: "money", value: money }, AT_MOST)).toBe("at most $1,500,000");
    expect(words({ case: "days", value: 30n }, AT_MOST)).toBe("at most 30 days");
    expect(words({ case: "days", value: 1n }, AT_MOST)).toBe("at most 1 day");
    expect(words({ case: "hundredths", value: 1250n }, AT_LEAST)).toBe("at least 12.50");
    expect(words({ case: "count", value: 1200n }, AT_LEAST, "es")).toBe("al menos 1,200");
    const ratio = { numerator: 5n, denominator: 2n };
    expect(words({ case: "ratio", value: ratio }, AT_LEAST)).toBe("at least 2.50×");
  });
});
