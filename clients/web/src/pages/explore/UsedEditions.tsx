import { Link } from "@tanstack/react-router";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { compareTexts } from "./compare_texts.ts";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";
import { effectOf, usedEditions } from "./used.ts";

interface Props {
  readonly texts: readonly string[];
  readonly onShow: (search: Record<string, string>) => void;
}

/** Which places and reference tables the answer rests on, and what each edition changed. */
export function UsedEditions({ texts, onShow }: Props) {
  const text = useText(compareTexts);
  const { position: event } = useText(exploreTexts);
  const format = useFormat();
  const used = usedEditions(texts);
  if (used.length === 0) return null;
  return (
    <details className={styles["used"]}>
      <summary>{text.used(used.length)}</summary>
      <ul>
        {used.map((one) => (
          <li key={`${one.kind}/${one.id}@${one.position}`}>
            <span>{text.usedKinds[one.kind]}</span>
            <code>{one.id}</code>
            <Link to="/events/$position" params={{ position: String(one.position) } as never}>
              {event(format.integer(one.position))}
            </Link>
            <Button
              kind="quiet"
              aria-label={text.effectOf(one.id, format.integer(one.position))}
              onPress={() => onShow(effectOf(one))}
            >
              {text.effect}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
