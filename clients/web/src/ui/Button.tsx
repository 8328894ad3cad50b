import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import styles from "./Button.module.css";

interface Props extends Omit<ButtonProps, "className" | "style"> {
  /** How much it stands out; one primary button a page. */
  readonly kind?: "primary" | "secondary" | "quiet" | "danger";
}

export function Button({ kind = "secondary", ...rest }: Props) {
  return <AriaButton {...rest} className={`${styles["button"]} ${styles[kind]}`} />;
}
