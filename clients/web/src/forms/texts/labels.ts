// Looks texts of events, fields and words up; what the catalogues do not know yet falls back to the
// contract's own words, so that an event added later is usable at once.
import type { DescEnum, DescEnumValue } from "@bufbuild/protobuf";
import { catalogue, type Language } from "@/locale/catalogue.ts";
import type { EventType, FormField } from "../definitions.ts";
import { eventTitles, groupTitles } from "./event_texts.ts";
import { aToLEn } from "./field_texts_en_a_to_l.ts";
import { mToZEn } from "./field_texts_en_m_to_z.ts";
import { ownEn } from "./field_texts_en_own.ts";
import { aToLEs } from "./field_texts_es_a_to_l.ts";
import { mToZEs } from "./field_texts_es_m_to_z.ts";
import { ownEs } from "./field_texts_es_own.ts";
import { wordsEn } from "./word_texts_en.ts";
import { wordsEs } from "./word_texts_es.ts";

type Texts = Readonly<Record<string, string>>;

/** Labels of fields: looked up as "Message.name" first, then as "name". */
export const fieldTexts = catalogue<Texts>(
  { ...ownEn, ...aToLEn, ...mToZEn },
  { ...ownEs, ...aToLEs, ...mToZEs },
);
export const wordTexts = catalogue<Texts>(wordsEn, wordsEs);

/** "draw_no" as "Draw no". */
function spaced(name: string): string {
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function eventTitle(type: EventType, language: Language): string {
  return eventTitles[language][type.name] ?? type.rule.title;
}

export function groupTitle(group: string, language: Language): string {
  return groupTitles[language][group] ?? groupTitles[language]["other"] ?? group;
}

export function fieldLabel(field: FormField, language: Language): string {
  const texts = fieldTexts[language];
  return texts[`${field.owner}.${field.name}`] ?? texts[field.name] ?? spaced(field.name);
}

/** "HOUSING_STAGE_LOST" of HousingStage is "lost". */
export function wordOf(value: DescEnumValue): string {
  const prefix = value.parent.name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
  return value.name.replace(`${prefix}_`, "").toLowerCase();
}

export function wordLabel(type: DescEnum, value: DescEnumValue, language: Language): string {
  return wordTexts[language][`${type.name}.${wordOf(value)}`] ?? spaced(wordOf(value));
}
