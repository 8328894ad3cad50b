// Help below fields in Spanish. Loaded apart, for readers of Spanish only.
import type { FormField } from "../definitions.ts";
import { moneyHelpEs } from "./help_es_money.ts";
import { partiesHelpEs } from "./help_es_parties.ts";
import { workHelpEs } from "./help_es_work.ts";

const help: Readonly<Record<string, string>> = { ...partiesHelpEs, ...workHelpEs, ...moneyHelpEs };

/** What belongs in the field; empty for a field that is newer than this page. */
export function spanishHelp({ owner, name }: Pick<FormField, "owner" | "name">): string {
  return help[`${owner}.${name}`] ?? help[name] ?? "";
}

/** Every key, for the test that none is left over. */
export const spanishHelpKeys: readonly string[] = Object.keys(help);
