import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { ledgerKey } from "@/api/keys.ts";
import { today, type Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

interface Props {
  /** Absent = now. */
  readonly value: Day | undefined;
  readonly onChange: (day: Day | undefined) => void;
}

/** Moves through what the ledger knew, from its first day to now; only where it is older. */
export function KnownSlider({ value, onChange }: Props) {
  const text = useText(exploreTexts).controls;
  const format = useFormat();
  const id = useId();
  const first = useQuery({
    queryKey: [ledgerKey, "first day"],
    queryFn: async () => (await import("./first_day.ts")).readFirstDay(),
  }).data;
  const last = today();
  if (!first || last.days - first.days < 1) return null;
  const shown = value ?? last;
  return (
    <div className={styles["slider"]}>
      <label htmlFor={id}>{text.slider}</label>
      <input
        id={id}
        type="range"
        min={first.days}
        max={last.days}
        value={shown.days}
        aria-valuetext={value ? format.day(value) : text.now}
        onChange={(event) => {
          const days = Number(event.target.value);
          onChange(days >= last.days ? undefined : { days });
        }}
      />
      <output htmlFor={id}>{value ? format.day(value) : text.now}</output>
    </div>
  );
}
