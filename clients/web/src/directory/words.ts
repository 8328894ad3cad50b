// Words for what the directory answers with.
import type { DescEnum } from "@bufbuild/protobuf";
import { wordLabel, wordOf } from "@/forms/texts/labels.ts";
import { GeoScheme, GeoSchemeSchema, type GeoRef } from "@/gen/anchorledger/event/v1/common_pb";
import type { Language } from "@/locale/catalogue.ts";
import type { Choice } from "@/ui/SelectField.tsx";

/** The word of an enum for people; empty where nothing is stated. */
export function enumText(type: DescEnum, value: number, language: Language): string {
  const found = type.values.find(({ number }) => number === value);
  return found && found.number !== 0 ? wordLabel(type, found, language) : "";
}

/** The words of an enum to choose from, as addresses have them. */
export function enumChoices(type: DescEnum, language: Language): Choice[] {
  return type.values
    .filter(({ number }) => number !== 0)
    .map((value) => ({ value: wordOf(value), label: wordLabel(type, value, language) }));
}

/** The values of an enum that a word of an address stands for: one, or none. */
export function enumValues<Value extends number>(type: DescEnum, word: string | undefined) {
  const found = type.values.find((value) => value.number !== 0 && wordOf(value) === word);
  return found ? [found.number as Value] : [];
}

type Place = Pick<GeoRef, "scheme" | "code">;

/**
 * The place that somebody means: "scheme:code", or a code alone whose length tells the scheme.
 * Nothing where nothing is entered.
 */
export function placeOf(entered: string): Place | undefined {
  const text = entered.trim();
  if (text === "") return undefined;
  const [word = "", code = ""] = text.split(/:(.*)/s);
  const [scheme] = enumValues<GeoScheme>(GeoSchemeSchema, word);
  if (scheme !== undefined && code !== "") return { scheme, code };
  if (/^\d{5}$/.test(text)) return { scheme: GeoScheme.ZCTA5, code: text };
  if (/^\d{11}$/.test(text)) return { scheme: GeoScheme.TRACT2020, code: text };
  return { scheme: GeoScheme.CUSTOM, code: text };
}

export function placeText(place: Place | undefined, language: Language): string {
  if (!place) return "";
  const scheme = enumText(GeoSchemeSchema, place.scheme, language);
  return scheme === "" ? place.code : `${place.code} · ${scheme}`;
}
