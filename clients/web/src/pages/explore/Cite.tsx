import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { compareTexts } from "./compare_texts.ts";
import styles from "./Explore.module.css";

interface Props {
  /** The address that gives the same answer again. */
  readonly link: string;
  /** The words to cite it by, without the link. */
  readonly words: string;
}

/** A link that always shows these figures, and words to cite them by. */
export function Cite({ link, words }: Props) {
  const text = useText(compareTexts);
  const toast = useToast();
  const whole = `${words} ${link}`;

  async function copy(what: string, done: string) {
    try {
      await navigator.clipboard.writeText(what);
      toast(done);
    } catch {
      toast(text.notCopied, "failed");
    }
  }

  return (
    <section className={styles["cite"]} aria-label={text.cite}>
      <h3>{text.cite}</h3>
      <p className={styles["citation"]}>
        {words} <a href={link}>{link}</a>
      </p>
      <div className={styles["sides"]} data-print="no">
        <Button onPress={() => void copy(link, text.linkCopied)}>{text.copyLink}</Button>
        <Button onPress={() => void copy(whole, text.citationCopied)}>{text.copyCitation}</Button>
      </div>
    </section>
  );
}
