import type { Choice } from "@/ui/SelectField.tsx";
import { textOf } from "../entered.ts";
import { useForm } from "./context.ts";
import { Field } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

/** A field of a form that takes one of a short list; to choose is to have visited it. */
export function ChoiceInput(props: InputProps & { readonly choices: readonly Choice[] }) {
  const { field, path, value, onChange, choices } = props;
  const { visit, isLocked } = useForm();
  return (
    <Field field={field} path={path}>
      {(control) => (
        <select
          {...control}
          className={styles["input"]}
          disabled={isLocked}
          value={textOf(value)}
          onChange={(event) => {
            onChange(event.target.value);
            visit(path);
          }}
          onBlur={() => visit(path)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
