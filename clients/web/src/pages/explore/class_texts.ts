// Loaded apart: these words stand among those of all forms.
import { wordsEn } from "@/forms/texts/word_texts_en.ts";
import { wordsEs } from "@/forms/texts/word_texts_es.ts";
import type { Language } from "@/locale/catalogue.ts";

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: wordsEn,
  es: wordsEs,
};

/** What people call a class of suppliers, such as "worker_owned". */
export function className(word: string, language: Language): string {
  return words[language][`SupplierClass.${word}`] ?? word;
}
