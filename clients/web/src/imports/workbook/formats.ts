// What the number format of a cell says about its value: a day, or how many digits people see.

export interface CellFormat {
  readonly kind: "number" | "percent" | "day" | "time";
  /** Digits after the point that are shown; undefined = as many as there are. */
  readonly places?: number;
  /** Zeros that are shown before a number, as in "00000" for a postal code; 1 = none. */
  readonly width: number;
}

export const generalFormat: CellFormat = { kind: "number", width: 1 };

const builtIn: Readonly<Record<number, string>> = {
  1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00",
  8: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
  40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
  18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm", 45: "mm:ss", 46: "[h]:mm", 47: "mm:ss",
};

// Days as each region writes them.
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** Without what is only printed: texts, fillers, colours, conditions and currencies. */
function bare(code: string): string {
  return code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
}

function ofCode(code: string): CellFormat {
  // The first section is that of positive numbers.
  const [section = ""] = bare(code).split(";");
  if (/^\s*(general|@)?\s*$/i.test(section)) return generalFormat;
  if (/[yd]/i.test(section)) return { kind: "day", width: 1 };
  if (/[hs]/i.test(section)) return { kind: "time", width: 1 };
  if (/m/i.test(section)) return { kind: "day", width: 1 };
  // Scientific numbers, fractions and thousands show another number than they hold.
  if (/[e/?]|,\s*(\.|$)/i.test(section.replace(/\?+$/, ""))) return generalFormat;
  const [whole = "", fraction = ""] = section.split(".");
  const places = fraction.replace(/[^0#?]/g, "").length;
  const kind = section.includes("%") ? "percent" : "number";
  const zeros = /^\s*(0{2,})\s*$/.exec(whole)?.[1]?.length ?? 1;
  return { kind, places, width: zeros };
}

export function formatOf(id: number, codes: ReadonlyMap<number, string>): CellFormat {
  const code = codes.get(id);
  if (code !== undefined) return ofCode(code);
  if (isBuiltInDay(id)) return { kind: "day", width: 1 };
  return ofCode(builtIn[id] ?? "");
}
