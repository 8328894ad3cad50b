import { useState } from "react";
import type { Why } from "@/forms/corrections.ts";
import type { FormField } from "@/forms/definitions.ts";
import { formTexts } from "@/forms/form_texts.ts";
import { wordLabel } from "@/forms/texts/labels.ts";
import { LateReasonField } from "@/forms/ui/LateReason.tsx";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

interface Props {
  /** The field of the correction that says why. */
  readonly field: FormField | undefined;
  readonly value: Why;
  readonly onChange: (why: Why) => void;
  /** The server asks why it comes after the books were closed. */
  readonly isLate: boolean;
  readonly isDisabled: boolean;
}

export const noReason: Why = { reason: "", lateReason: "" };

/** Why something is corrected: one of the reasons of the contract, and why so late if need be. */
export function ReasonField({ field, value, onChange, isLate, isDisabled }: Props) {
  const text = useText(eventPageTexts);
  const form = useText(formTexts);
  const { language } = useLocale();
  // Once asked for it stays: while the server looks at the answer, nothing jumps.
  const [wasLate, setWasLate] = useState(false);
  if (isLate && !wasLate) setWasLate(true);
  const words = field?.words?.values.filter((word) => word.number !== 0) ?? [];
  const choices = words.map((word) => ({
    value: word.name,
    label: wordLabel(word.parent, word, language),
  }));
  return (
    <div className={styles["reason"]}>
      <SelectField
        label={text.reason}
        choices={[{ value: "", label: form.choose }, ...choices]}
        value={value.reason}
        onChange={(reason) => onChange({ ...value, reason })}
        isDisabled={isDisabled}
      />
      {isLate || wasLate ? (
        <LateReasonField
          label={text.lateReason}
          help={text.lateReasonHelp}
          value={value.lateReason}
          onChange={(lateReason) => onChange({ ...value, lateReason })}
          isDisabled={isDisabled}
        />
      ) : null}
    </div>
  );
}
