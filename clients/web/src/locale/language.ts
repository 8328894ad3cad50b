import { ofDevice } from "@/kept.ts";
import { languages, type Language } from "./catalogue.ts";

const STORED = "anchorledger.language";

// Where the browser names no region for a language: the field's home.
const HOME: Record<Language, string> = { en: "en-US", es: "es-US" };

function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text);
}

function languageOf(locale: string): string {
  return locale.split("-")[0] ?? locale;
}

/** The language chosen before, else the first of the browser's that there are texts for. */
export function initialLanguage(): Language {
  const stored = ofDevice.get(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map(languageOf).find(isLanguage) ?? "en";
}

export function rememberLanguage(language: Language): void {
  ofDevice.put(STORED, language);
}

/** The locale for numbers and dates: the reader's region in the language of the page. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  const regional = preferred.find((locale) => languageOf(locale) === language);
  return regional?.includes("-") ? regional : HOME[language];
}
