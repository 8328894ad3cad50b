import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField as AriaTextField, type TextFieldProps } from "react-aria-components/TextField";
import styles from "./Field.module.css";

interface Props extends Omit<TextFieldProps, "className" | "style" | "children"> {
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong with the value; empty or absent = nothing. */
  readonly error?: string | undefined;
}

/** One line of text with its label, help and error, tied together for screen readers. */
export function TextField({ label, help, error, ...rest }: Props) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} className={styles["field"] ?? ""}>
      <Label className={styles["label"] ?? ""}>{label}</Label>
      {help ? (
        <Text slot="description" className={styles["help"] ?? ""}>
          {help}
        </Text>
      ) : null}
      <Input className={styles["input"] ?? ""} />
      <FieldError className={styles["error"] ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}
