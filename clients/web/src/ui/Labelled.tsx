import { useId, type ReactNode } from "react";
import styles from "./Field.module.css";

/** What ties a control of the browser to its label and its help. */
export interface ControlNames {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
}

interface Props {
  readonly label: string;
  readonly help?: string | undefined;
  readonly children: (names: ControlNames) => ReactNode;
}

/** A control below its label and, where there is any, its help. */
export function Labelled({ label, help, children }: Props) {
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
      {children({ id, "aria-describedby": help ? `${id}-help` : undefined })}
    </div>
  );
}
