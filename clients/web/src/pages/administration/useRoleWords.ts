import { wordTexts } from "@/forms/texts/labels.ts";
import { useText } from "@/locale/Locale.tsx";
import { tokenTexts } from "./token_texts.ts";

/** The words of a role, as events have them; the operator is in no event. */
export function useRoleWords(): (role: string) => string {
  const words = useText(wordTexts);
  const text = useText(tokenTexts);
  return (role) => (role === "operator" ? text.operator : (words[`Role.${role}`] ?? role));
}
