import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import type { FormField } from "../definitions.ts";
import { isGroup, isList, textOf, type EnteredGroup } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { wordLabel } from "../texts/labels.ts";
import { ChoiceInput } from "./ChoiceInput.tsx";
import { useForm } from "./context.ts";
import { Field, type ControlProps } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

interface DayBoxProps {
  readonly control: Partial<ControlProps>;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (iso: string) => void;
  readonly onLeave: () => void;
}

function DayBox({ control, label, value, onChange, onLeave }: DayBoxProps) {
  const { isLocked } = useForm();
  return (
    <input
      {...control}
      aria-label={label}
      type="date"
      className={styles["input"]}
      disabled={isLocked}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onLeave}
    />
  );
}

export function DayInput({ field, path, value, onChange }: InputProps) {
  const { visit } = useForm();
  return (
    <Field field={field} path={path} ownsParts>
      {(control) => (
        <DayBox
          control={control}
          value={textOf(value)}
          onChange={onChange}
          onLeave={() => visit(path)}
        />
      )}
    </Field>
  );
}

export function PeriodInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { visit } = useForm();
  const period: EnteredGroup = isGroup(value) ? value : {};
  return (
    <Field field={field} path={path} isGroup ownsParts>
      {({ "aria-invalid": invalid }) => (
        <span className={styles["period"]}>
          {(["from", "to"] as const).map((end) => (
            <DayBox
              key={end}
              control={{ "aria-invalid": invalid }}
              label={text[end]}
              value={textOf(period[end])}
              onChange={(iso) => onChange({ ...period, [end]: iso })}
              onLeave={() => end === "to" && visit(path)}
            />
          ))}
        </span>
      )}
    </Field>
  );
}

/** Yes or no; neither is chosen before the person does, so that nothing is said by accident. */
export function FlagInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { visit, isLocked } = useForm();
  return (
    <Field field={field} path={path} isGroup>
      {({ id }) => (
        <span className={styles["flags"]}>
          {(["yes", "no"] as const).map((answer) => (
            <label key={answer} className={styles["check"]}>
              <input
                type="radio"
                name={id}
                disabled={isLocked}
                checked={value === answer}
                onChange={() => {
                  onChange(answer);
                  visit(path);
                }}
              />
              {text[answer]}
            </label>
          ))}
        </span>
      )}
    </Field>
  );
}

function wordsOf(field: FormField) {
  return field.words?.values.filter((word) => word.number !== 0) ?? [];
}

/** One word of an enum. */
export function WordInput(props: InputProps) {
  const text = useText(formTexts);
  const { language } = useLocale();
  const words = wordsOf(props.field).map((word) => ({
    value: word.name,
    label: wordLabel(word.parent, word, language),
  }));
  return <ChoiceInput {...props} choices={[{ value: "", label: text.choose }, ...words]} />;
}

/** Several words of an enum. */
export function WordsInput({ field, path, value, onChange }: InputProps) {
  const { language } = useLocale();
  const { visit, isLocked } = useForm();
  const chosen = isList(value) ? value : [];
  return (
    <Field field={field} path={path} isGroup ownsParts>
      {() => (
        <span className={styles["checks"]}>
          {wordsOf(field).map((word) => (
            <label key={word.name} className={styles["check"]}>
              <input
                type="checkbox"
                disabled={isLocked}
                checked={chosen.includes(word.name)}
                onChange={(event) => {
                  const others = chosen.filter((name) => name !== word.name);
                  onChange(event.target.checked ? [...others, word.name] : others);
                  visit(path);
                }}
              />
              {wordLabel(word.parent, word, language)}
            </label>
          ))}
        </span>
      )}
    </Field>
  );
}

export function TextInput({ field, path, value, onChange, hint }: InputProps & { hint?: string }) {
  const { visit, isLocked } = useForm();
  const isLong = field.rule.kind === FieldKind.TEXT && field.rule.maxLength === 0;
  const Control = isLong ? "textarea" : "input";
  return (
    <Field field={field} path={path} hint={hint}>
      {(control) => (
        <Control
          {...control}
          className={styles["input"]}
          autoComplete="off"
          disabled={isLocked}
          value={textOf(value)}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => visit(path)}
        />
      )}
    </Field>
  );
}

/** Several codes or ids, one a line. */
export function LinesInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { visit, isLocked } = useForm();
  const lines = isList(value) ? value.map(textOf) : [];
  return (
    <Field field={field} path={path} hint={text.oneEachLine} ownsParts>
      {(control) => (
        <textarea
          {...control}
          className={styles["input"]}
          rows={Math.max(2, lines.length + 1)}
          disabled={isLocked}
          value={lines.join("\n")}
          onChange={(event) => onChange(event.target.value.split("\n"))}
          onBlur={() => visit(path)}
        />
      )}
    </Field>
  );
}
