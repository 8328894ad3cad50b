import { useId } from "react";
import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";
import styles from "./Field.module.css";

interface Props {
  readonly label: string;
  readonly value: Day | undefined;
  readonly onChange: (day: Day | undefined) => void;
  readonly max?: Day | undefined;
  readonly help?: string | undefined;
}

/** A day, as the browser's own control. */
export function DayField({ label, value, onChange, max, help }: Props) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label className={styles["label"]} htmlFor={id}>
        {label}
      </label>
      {help ? (
        <span className={styles["help"]} id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      <input
        id={id}
        type="date"
        className={styles["input"]}
        value={value ? isoFromDay(value) : ""}
        max={max ? isoFromDay(max) : undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(dayFromIso(event.target.value))}
      />
    </div>
  );
}
