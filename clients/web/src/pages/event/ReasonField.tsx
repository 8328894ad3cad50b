import type { FormField } from "@/forms/definitions.ts";
import { wordLabel } from "@/forms/texts/labels.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { formTexts } from "@/forms/form_texts.ts";
import styles from "./Event.module.css";
import { eventPageTexts } from "./texts.ts";

interface Props {
  /** The field of the correction that says why. */
  readonly field: FormField | undefined;
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly isDisabled: boolean;
}

/** Why something is corrected: one of the reasons of the contract. */
export function ReasonField({ field, value, onChange, isDisabled }: Props) {
  const text = useText(eventPageTexts);
  const form = useText(formTexts);
  const { language } = useLocale();
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
        value={value}
        onChange={onChange}
        isDisabled={isDisabled}
      />
    </div>
  );
}
