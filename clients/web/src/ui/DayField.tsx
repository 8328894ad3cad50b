import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";
import styles from "./Field.module.css";
import { Labelled } from "./Labelled.tsx";

interface Props {
  readonly label: string;
  readonly value: Day | undefined;
  readonly onChange: (day: Day | undefined) => void;
  readonly max?: Day | undefined;
  readonly help?: string | undefined;
}

/** A day, as the browser's own control. */
export function DayField({ label, value, onChange, max, help }: Props) {
  return (
    <Labelled label={label} help={help}>
      {(names) => (
        <input
          {...names}
          type="date"
          className={styles["input"]}
          value={value ? isoFromDay(value) : ""}
          max={max ? isoFromDay(max) : undefined}
          onChange={(event) => onChange(dayFromIso(event.target.value))}
        />
      )}
    </Labelled>
  );
}
