// The difference of two values as they are shown, digit by digit: no floating point.
import { decimalText } from "@/locale/format.ts";

function digitsOf(text: string): { minor: bigint; places: number } | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const places = text.split(".")[1]?.length ?? 0;
  return { minor: BigInt(text.replace(".", "")), places };
}

/** `after` less `before` as decimal text; undefined where one of them is no number. */
export function differenceOf(before: string, after: string): string | undefined {
  const [from, to] = [digitsOf(before), digitsOf(after)];
  if (!from || !to) return undefined;
  const places = Math.max(from.places, to.places);
  const scaled = ({ minor, places: own }: { minor: bigint; places: number }) =>
    minor * 10n ** BigInt(places - own);
  return decimalText(scaled(to) - scaled(from), places);
}
