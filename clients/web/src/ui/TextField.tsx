import { useId } from "react";
import styles from "./Field.module.css";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
  /** What is wrong with the value; empty or absent = nothing. */
  readonly error?: string | undefined;
  readonly type?: "text" | "password" | "search";
  readonly maxLength?: number;
  readonly autoComplete?: string;
  readonly isRequired?: boolean;
}

/** One line of text with its label, help and error, tied together for screen readers. */
export function TextField(props: Props) {
  const { label, value, onChange, help, error, type = "text", isRequired, ...rest } = props;
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
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
        {...rest}
        id={id}
        type={type}
        className={styles["input"]}
        value={value}
        required={isRequired}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <span className={styles["error"]} id={`${id}-error`}>
          {error}
        </span>
      ) : null}
    </div>
  );
}
