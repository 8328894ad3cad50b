import { languages, type Language } from "@/locale/catalogue.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { frameTexts } from "./frame/texts.ts";
import styles from "./LanguageSwitch.module.css";

// Each language in its own words, whichever language the page is in.
const names: Record<Language, string> = { en: "English", es: "Español" };

export function LanguageSwitch() {
  const { language, choose } = useLocale();
  const text = useText(frameTexts);
  return (
    <div role="group" aria-label={text.language} className={styles["switch"]} data-print="no">
      {languages.map((one) => (
        <Button
          key={one}
          kind="quiet"
          aria-pressed={one === language}
          onPress={() => choose(one)}
        >
          <span lang={one}>{names[one]}</span>
        </Button>
      ))}
    </div>
  );
}
