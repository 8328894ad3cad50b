import { useText } from "@/locale/Locale.tsx";
import { textOf } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { useForm } from "./context.ts";
import { Field } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** A document whose fingerprint is kept; it never leaves the device. */
export function DigestInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { isLocked, visit } = useForm();
  return (
    <Field field={field} path={path} hint={text.fileDigestHelp}>
      {(control) => (
        <span className={styles["digest"]}>
          <input
            {...control}
            type="file"
            className={styles["input"]}
            disabled={isLocked}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (!file) return onChange("");
              void digestOf(file).then((digest) => {
                onChange(digest);
                visit(path);
              });
            }}
          />
          {textOf(value) === "" ? null : <code>{textOf(value)}</code>}
        </span>
      )}
    </Field>
  );
}
