import { useState } from "react";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { choicesOf, type FormField } from "../definitions.ts";
import { isBlank, isGroup, isList, type Entered, type EnteredGroup } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { fieldLabel } from "../texts/labels.ts";
import { useForm } from "./context.ts";
import { Field } from "./Field.tsx";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

interface PartsProps {
  readonly parts: readonly FormField[];
  /** Path of the group with what joins it to a part: "terms." */
  readonly prefix: string;
  readonly values: EnteredGroup;
  readonly onChange: (values: EnteredGroup) => void;
}

/** The field of a oneof that has a value; chosen first, then filled in. */
function ChoiceInput({ parts, prefix, values, onChange }: PartsProps) {
  const text = useText(formTexts);
  const { language } = useLocale();
  const { isLocked } = useForm();
  const filled = parts.find((part) => !isBlank(values[part.name]));
  const [picked, setPicked] = useState(filled?.name ?? "");
  const chosen = parts.find((part) => part.name === (filled?.name ?? picked));
  const others = Object.fromEntries(
    Object.entries(values).filter(([name]) => !parts.some((part) => part.name === name)),
  );
  return (
    <>
      <label className={styles["field"]}>
        <span className={styles["label"]}>{text.whichOne}</span>
        <select
          className={styles["input"]}
          disabled={isLocked}
          value={chosen?.name ?? ""}
          onChange={(event) => {
            setPicked(event.target.value);
            onChange(others);
          }}
        >
          <option value="">{text.choose}</option>
          {parts.map((part) => (
            <option key={part.name} value={part.name}>
              {fieldLabel(part, language)}
            </option>
          ))}
        </select>
      </label>
      {chosen ? (
        <FieldInput
          field={chosen}
          path={prefix + chosen.name}
          value={values[chosen.name]}
          onChange={(value) => onChange({ ...others, [chosen.name]: value })}
        />
      ) : null}
    </>
  );
}

/** The fields of a group, one after the other. */
export function Parts({ parts, prefix, values, onChange }: PartsProps) {
  const choices = choicesOf(parts);
  return (
    <>
      {parts.map((part) => {
        const alternatives = part.choice === undefined ? undefined : choices.get(part.choice);
        if (alternatives && alternatives[0] !== part) return null;
        if (alternatives) {
          return (
            <ChoiceInput
              key={part.choice}
              parts={alternatives}
              prefix={prefix}
              values={values}
              onChange={onChange}
            />
          );
        }
        return (
          <FieldInput
            key={part.name}
            field={part}
            path={prefix + part.name}
            value={values[part.name]}
            onChange={(value) => onChange({ ...values, [part.name]: value })}
          />
        );
      })}
    </>
  );
}

export function GroupInput({ field, path, value, onChange }: InputProps) {
  return (
    <Field field={field} path={path} isGroup>
      {() => (
        <div className={styles["parts"]}>
          <Parts
            parts={field.parts}
            prefix={`${path}.`}
            values={isGroup(value) ? value : {}}
            onChange={onChange}
          />
        </div>
      )}
    </Field>
  );
}

/** Any number of groups. */
export function GroupsInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { language } = useLocale();
  const { isLocked } = useForm();
  const entries: readonly Entered[] = isList(value) ? value : [];
  const label = fieldLabel(field, language);
  const put = (index: number, next: Entered) =>
    onChange(entries.map((entry, i) => (i === index ? next : entry)));
  return (
    <Field field={field} path={path} isGroup>
      {() => (
        <div className={styles["entries"]}>
          {entries.map((entry, index) => (
            <div
              key={index}
              className={styles["parts"]}
              role="group"
              aria-label={text.entry(label, index + 1)}
            >
              <Parts
                parts={field.parts}
                prefix={`${path}[${index}].`}
                values={isGroup(entry) ? entry : {}}
                onChange={(next) => put(index, next)}
              />
              <Button
                kind="quiet"
                isDisabled={isLocked}
                onPress={() => onChange(entries.filter((_, i) => i !== index))}
              >
                {text.remove(text.entry(label, index + 1))}
              </Button>
            </div>
          ))}
          <Button isDisabled={isLocked} onPress={() => onChange([...entries, {}])}>
            {text.add(label)}
          </Button>
        </div>
      )}
    </Field>
  );
}
