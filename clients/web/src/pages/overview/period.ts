import type { Day } from "@/locale/format.ts";

export const presets = ["all", "year", "last", "twelve", "own"] as const;
export type Preset = (typeof presets)[number];

const DAY_MS = 86_400_000;

function day(year: number, month: number, dayOfMonth: number): Day {
  return { days: Date.UTC(year, month, dayOfMonth) / DAY_MS };
}

/** The days that a preset stands for on `today`; nothing for those that have no dates. */
export function datesOf(preset: Preset, today: Day): { from?: Day; to?: Day } {
  const now = new Date(today.days * DAY_MS);
  const year = now.getUTCFullYear();
  switch (preset) {
    case "year":
      return { from: day(year, 0, 1), to: day(year, 11, 31) };
    case "last":
      return { from: day(year - 1, 0, 1), to: day(year - 1, 11, 31) };
    case "twelve":
      return { from: day(year - 1, now.getUTCMonth(), now.getUTCDate() + 1), to: today };
    default:
      return {};
  }
}

/** The preset that stands for these days. */
export function presetOf(from: Day | undefined, to: Day | undefined, today: Day): Preset {
  const found = presets.find((preset) => {
    const dates = datesOf(preset, today);
    return preset !== "own" && dates.from?.days === from?.days && dates.to?.days === to?.days;
  });
  return found ?? "own";
}
