// What a target says, in words: the server's figures say how far it is, not what was promised.
import { TargetDirection } from "@/gen/anchorledger/event/v1/enums_pb";
import type { Quantity } from "@/gen/anchorledger/event/v1/common_pb";
import type { TargetSet } from "@/gen/anchorledger/event/v1/registry_pb";
import { decimalText, type Format } from "@/locale/format.ts";
import type { MetricTexts } from "@/metrics/texts.ts";
import type { OverviewTexts } from "./texts.ts";

const HUNDRED = 100n;

/** A quantity as people read it; empty where none was stated. */
export function quantityText(
  quantity: Quantity | undefined,
  format: Format,
  texts: MetricTexts,
): string {
  const { value } = quantity ?? {};
  switch (value?.case) {
    case "money":
      return format.money(value.value.minor, value.value.currency, "if-any");
    case "count":
      return format.integer(value.value);
    case "days":
      return texts.days(format.integer(value.value), Number(value.value));
    case "hundredths":
      return format.decimal(decimalText(value.value, 2));
    case "basisPoints":
      return format.percent(decimalText(value.value, 2));
    case "ratio": {
      const { numerator, denominator } = value.value;
      if (denominator === 0n) return "";
      return texts.multiple(format.decimal(decimalText((numerator * HUNDRED) / denominator, 2)));
    }
    default:
      return "";
  }
}

/** "at least 90%". */
export function promisedText(
  target: TargetSet,
  format: Format,
  texts: MetricTexts,
  words: OverviewTexts,
): string {
  const amount = quantityText(target.value, format, texts);
  switch (target.direction) {
    case TargetDirection.AT_LEAST:
      return words.atLeast(amount);
    case TargetDirection.AT_MOST:
      return words.atMost(amount);
    default:
      return amount;
  }
}
