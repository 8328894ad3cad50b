import { useLocale, useText } from "@/locale/Locale.tsx";
import { SelectField, type Choice } from "@/ui/SelectField.tsx";
import { textOf } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { lateReason, lateReasonTexts } from "../texts/late_reason_texts.ts";
import { ChoiceInput } from "./ChoiceInput.tsx";
import type { InputProps } from "./input.ts";

// One that a program gave stays to be seen, and to be kept.
function useReasons(current: string): Choice[] {
  const { language } = useLocale();
  const { choose } = useText(formTexts);
  const codes = Object.keys(lateReasonTexts[language]);
  const known = current === "" || codes.includes(current) ? codes : [...codes, current];
  return [
    { value: "", label: choose },
    ...known.map((value) => ({ value, label: lateReason(value, language) })),
  ];
}

interface Props {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly isDisabled?: boolean | undefined;
}

/** Why something comes after its books were closed, outside of the form of an event. */
export function LateReasonField(props: Props) {
  return <SelectField {...props} choices={useReasons(props.value)} />;
}

/** The same as a field of a form. */
export function LateReasonInput(props: InputProps) {
  return <ChoiceInput {...props} choices={useReasons(textOf(props.value))} />;
}
