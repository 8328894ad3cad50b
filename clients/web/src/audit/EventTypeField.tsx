import { eventTypes, groupOf } from "@/forms/definitions.ts";
import { eventTitle, groupTitle } from "@/forms/texts/labels.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { auditTexts } from "./texts.ts";
import { groupWord } from "./search.ts";

interface Props {
  /** As `type` of a search. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses what happened: one type of event, or all of a group. */
export function EventTypeField({ value, onChange }: Props) {
  const text = useText(auditTexts);
  const { language } = useLocale();
  const groups = [...new Set(eventTypes.map(groupOf))].map((group) => ({
    label: groupTitle(group, language),
    choices: [
      { value: groupWord(group), label: text.allOf(groupTitle(group, language)) },
      ...eventTypes
        .filter((type) => groupOf(type) === group)
        .map((type) => ({ value: type.name, label: eventTitle(type, language) })),
    ],
  }));
  const isKnown = groups.some(({ choices }) => choices.some((one) => one.value === value));
  return (
    <SelectField
      label={text.columns.what}
      value={value}
      onChange={onChange}
      choices={[
        { value: "", label: text.everything },
        // An address may name several types, which no entry of the list does.
        ...(value === "" || isKnown ? [] : [{ value, label: text.several }]),
      ]}
      groups={groups}
    />
  );
}
