// CSV files that pages make.

// A spreadsheet would run what begins like this as a formula.
const formulaStart = /^[=+\-@\t\r]/;
const number = /^-?\d+(\.\d+)?$/;

/** By which spreadsheets know that a text is UTF-8; the first thing in a file. */
export const utf8Mark = "\uFEFF";

/** One field: quoted where it must be, and never a formula. */
export function csvField(text: string): string {
  const safe = formulaStart.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}
