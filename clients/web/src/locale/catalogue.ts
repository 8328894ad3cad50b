/** The languages of the pages. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** One area's texts in every language. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>>;

/**
 * Makes a catalogue. The compiler demands the same keys, and functions of the same arguments, in
 * both languages; a test walks all catalogues for empty and untranslated texts.
 */
export function catalogue<Texts>(en: Texts, es: NoInfer<Texts>): Catalogue<Texts> {
  return { en, es };
}

/** Chooses between the forms of a word; English and Spanish have two that matter here. */
export function plural(count: number | bigint, one: string, other: string): string {
  return String(count) === "1" ? one : other;
}
