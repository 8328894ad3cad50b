import { useState } from "react";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { isGroup, textOf, type EnteredGroup } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { keptNumber, shownNumber } from "../number_text.ts";
import { useForm } from "./context.ts";
import { Field, type ControlProps } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

interface NumberBoxProps {
  readonly control: Partial<ControlProps>;
  readonly label?: string | undefined;
  readonly kept: string;
  readonly onKeep: (kept: string) => void;
  readonly onLeave: () => void;
}

/** A number as typed; shown in the reader's signs once it is left. */
function NumberBox({ control, label, kept, onKeep, onLeave }: NumberBoxProps) {
  const { locale } = useFormat();
  const { isLocked } = useForm();
  const [typed, setTyped] = useState<string>();
  return (
    <input
      {...control}
      aria-label={label}
      className={styles["input"]}
      inputMode="decimal"
      autoComplete="off"
      disabled={isLocked}
      value={typed ?? shownNumber(kept, locale)}
      onChange={(event) => {
        setTyped(event.target.value);
        onKeep(keptNumber(event.target.value, locale));
      }}
      onBlur={() => {
        setTyped(undefined);
        onLeave();
      }}
    />
  );
}

export function NumberInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { visit } = useForm();
  const format = useFormat();
  const isPercent = field.rule.kind === FieldKind.BASIS_POINTS;
  const hint = isPercent ? text.percent(format.decimal("2.5")) : undefined;
  return (
    <Field field={field} path={path} hint={hint}>
      {(control) => (
        <NumberBox
          control={control}
          kept={textOf(value)}
          onKeep={onChange}
          onLeave={() => visit(path)}
        />
      )}
    </Field>
  );
}

/** Money in whole units of its currency, with its currency beside it. */
export function MoneyInput({ field, path, value, onChange }: InputProps) {
  const text = useText(formTexts);
  const { visit, currency, isLocked } = useForm();
  const money: EnteredGroup = isGroup(value) ? value : {};
  const chosen = textOf(money["currency"]) || currency;
  return (
    <Field field={field} path={path} ownsParts>
      {(control) => (
        <span className={styles["money"]}>
          <NumberBox
            control={control}
            kept={textOf(money["amount"])}
            onKeep={(amount) =>
              onChange(amount === "" ? "" : { amount, currency: chosen })
            }
            onLeave={() => visit(path)}
          />
          <input
            className={styles["input"]}
            aria-label={text.currency}
            maxLength={3}
            disabled={isLocked}
            value={chosen}
            onChange={(event) =>
              onChange({ ...money, currency: event.target.value.toUpperCase() })
            }
            onBlur={() => visit(path)}
          />
        </span>
      )}
    </Field>
  );
}
