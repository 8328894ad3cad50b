import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Catalogue, Language } from "./catalogue.ts";
import { Format } from "./format.ts";
import { initialLanguage, localeFor, rememberLanguage } from "./language.ts";

interface Locale {
  readonly language: Language;
  readonly format: Format;
  readonly choose: (language: Language) => void;
}

const LocaleContext = createContext<Locale | undefined>(undefined);

/** Gives all below it the reader's language, and tells the browser which one it is. */
export function LocaleProvider(props: { children: ReactNode; language?: Language }) {
  const [language, setLanguage] = useState(props.language ?? initialLanguage);
  const locale = localeFor(language, navigator.languages);
  const value = useMemo<Locale>(
    () => ({
      language,
      format: new Format(locale),
      choose: (next) => {
        rememberLanguage(next);
        setLanguage(next);
      },
    }),
    [language, locale],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <LocaleContext value={value}>{props.children}</LocaleContext>;
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (!locale) throw new Error("useLocale outside of LocaleProvider");
  return locale;
}

export function useFormat(): Format {
  return useLocale().format;
}

/** An area's texts in the reader's language. */
export function useText<Texts>(texts: Catalogue<Texts>): Texts {
  return texts[useLocale().language];
}
