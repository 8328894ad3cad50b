import type { Language } from "@/locale/catalogue.ts";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Labelled } from "@/ui/Labelled.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Copyable.module.css";
import { linkTexts } from "./link_texts.ts";

interface Props {
  readonly label: string;
  readonly words: string;
  /** Of the words, where it may not be that of the page. */
  readonly language?: Language;
  readonly isShort?: boolean;
  /** What tells the button from others beside it; absent = the label does. */
  readonly whose?: string;
}

/** Text to be taken along: by a button, or selected by hand where the browser forbids that. */
export function Copyable({ label, words, language, isShort, whose }: Props) {
  const text = useText(linkTexts);
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => toast(text.copied),
      () => toast(text.cannotCopy, "failed"),
    );
  // Whoever closes the list of programs has changed their mind.
  const share = () => void navigator.share({ text: words }).catch(() => undefined);
  const name = whose ? `${label}, ${whose}` : label;
  return (
    <div className={styles["copyable"]}>
      <Labelled label={label}>
        {(names) => (
          <textarea
            {...names}
            readOnly
            lang={language}
            className={styles["text"]}
            data-short={isShort}
            value={words}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Labelled>
      <div className={styles["ways"]}>
        <Button aria-label={`${text.copy}: ${name}`} onPress={() => void copy()}>
          {text.copy}
        </Button>
        {"share" in navigator && !isShort ? (
          <Button aria-label={`${text.share} ${name}`} onPress={share}>
            {text.share}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
