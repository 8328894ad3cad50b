import { useId, useState, type DragEvent } from "react";
import { useText } from "@/locale/Locale.tsx";
import styles from "./Imports.module.css";
import { importTexts } from "./texts.ts";

const accepted =
  ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/plain," +
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Props {
  readonly label: string;
  readonly onFile: (file: File) => void;
  readonly isDisabled?: boolean;
}

/** A place to drop a file on, which is a button for choosing one as well. */
export function FileDrop({ label, onFile, isDisabled }: Props) {
  const text = useText(importTexts);
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !isDisabled) onFile(file);
  };
  return (
    <div
      className={styles["drop"]}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        className={styles["file"]}
        accept={accepted}
        disabled={isDisabled}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Else choosing the same file once more, corrected meanwhile, would not be noticed.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-help`} className={styles["help"]}>
        {text.drop}
      </span>
    </div>
  );
}
