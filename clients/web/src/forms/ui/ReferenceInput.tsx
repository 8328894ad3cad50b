import { lazy, Suspense } from "react";
import { useSession } from "@/session/SessionGate.tsx";
import { textOf } from "../entered.ts";
import { TextInput } from "./controls.tsx";
import { Field } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

// The largest part of a form, and not of each; without it an id can still be typed.
const Search = lazy(() =>
  import("./ReferenceSearch.tsx").catch(() => ({ default: TextInput })),
);

function Coming({ field, path, value }: InputProps) {
  return (
    <Field field={field} path={path}>
      {(control) => (
        <input {...control} className={styles["input"]} value={textOf(value)} disabled readOnly />
      )}
    </Field>
  );
}

/** Something that is registered, found by its name. */
export function ReferenceInput(props: InputProps) {
  const { reportId } = useSession();
  // A link opens no directory; what it asks for is new or typed as it stands on paper.
  if (reportId !== undefined) return <TextInput {...props} />;
  return (
    <Suspense fallback={<Coming {...props} />}>
      <Search {...props} />
    </Suspense>
  );
}
