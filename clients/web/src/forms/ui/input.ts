import type { FormField } from "../definitions.ts";
import type { Entered } from "../entered.ts";

/** What every control of a field is given. */
export interface InputProps {
  readonly field: FormField;
  readonly path: string;
  readonly value: Entered | undefined;
  readonly onChange: (value: Entered) => void;
}
