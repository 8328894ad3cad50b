import { useText } from "@/locale/Locale.tsx";
import { stateTexts } from "./texts.ts";
import styles from "./states.module.css";

/** Stands where content will be; says so to screen readers, moves only where motion is wanted. */
export function Loading(props: { lines?: number }) {
  const text = useText(stateTexts);
  const lines = Array.from({ length: props.lines ?? 3 }, (_, line) => line);
  return (
    <div className={styles["loading"]} role="status" data-state="loading">
      <span className="visually-hidden">{text.loading}</span>
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
