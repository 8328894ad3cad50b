import type { ButtonHTMLAttributes } from "react";
import styles from "./Button.module.css";

type Attributes = ButtonHTMLAttributes<HTMLButtonElement>;

interface Props extends Omit<Attributes, "className" | "style" | "onClick" | "disabled"> {
  /** How much it stands out; one primary button a page. */
  readonly kind?: "primary" | "secondary" | "quiet" | "danger";
  readonly onPress?: () => void;
  readonly isDisabled?: boolean | undefined;
  /** What it began goes on: it keeps the focus, and does nothing until then. */
  readonly isPending?: boolean | undefined;
}

/** The browser's own button: known to every hand and screen reader. */
export function Button(props: Props) {
  const { kind = "secondary", onPress, isDisabled, isPending, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={`${styles["button"]} ${styles[kind]}`}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
        else onPress?.();
      }}
    />
  );
}
