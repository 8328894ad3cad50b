import { useText } from "@/locale/Locale.tsx";
import { stateTexts } from "./texts.ts";
import styles from "./states.module.css";

interface Props {
  readonly lines?: number;
  /** Nothing else of the page is there yet: what is heard is its heading. */
  readonly isPage?: boolean;
}

/** Stands where content will be; says so to screen readers, moves only where motion is wanted. */
export function Loading(props: Props) {
  const text = useText(stateTexts);
  const Said = props.isPage ? "h1" : "span";
  const lines = Array.from({ length: props.lines ?? 3 }, (_, line) => line);
  return (
    <div className={styles["loading"]} role="status" data-state="loading">
      <Said className="visually-hidden">{text.loading}</Said>
      {lines.map((line) => (
        <div key={line} className={styles["bone"]} aria-hidden="true" />
      ))}
    </div>
  );
}

export function FullPageLoading() {
  return (
    <div className={styles["fullPage"]}>
      <Loading lines={4} />
    </div>
  );
}
