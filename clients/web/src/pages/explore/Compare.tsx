import { today } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { DimensionWord, Question } from "@/metrics/question.ts";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { compareTexts } from "./compare_texts.ts";
import type { Comparison } from "./comparison.ts";

interface Props {
  readonly question: Question;
  readonly comparison: Comparison | undefined;
  readonly editions: readonly number[];
  readonly onCompare: (comparison: Comparison | undefined) => void;
}

const YEAR_DAYS = 365;
const timeWords: readonly DimensionWord[] = ["month", "quarter", "fiscal_year"];

/** What the answer is compared with: another day, another edition, or now. */
export function Compare({ question, comparison, editions, onCompare }: Props) {
  const text = useText(compareTexts);
  const format = useFormat();
  const now = today();
  const isPast = question.knownOn !== undefined || question.at !== undefined;
  const isOverTime = question.by.some((word) => timeWords.includes(word));
  const kinds = [
    { value: "", label: text.nothing },
    { value: "known", label: text.known },
    ...(isOverTime || comparison?.kind === "close"
      ? [{ value: "close", label: text.close }]
      : []),
    ...(isPast || comparison?.kind === "now" ? [{ value: "now", label: text.now }] : []),
    ...(editions.length > 1 || comparison?.kind === "edition"
      ? [{ value: "edition", label: text.edition }]
      : []),
    ...(comparison?.kind === "event"
      ? [{ value: "event", label: text.event(format.integer(comparison.position)) }]
      : []),
  ];

  function choose(kind: string) {
    if (kind === "known") {
      return onCompare({ kind, day: { days: (question.knownOn ?? now).days - YEAR_DAYS } });
    }
    if (kind === "now" || kind === "close") return onCompare({ kind });
    if (kind !== "edition") return onCompare(undefined);
    const other = editions.find((edition) => edition !== question.edition);
    return onCompare(other === undefined ? undefined : { kind, edition: other });
  }

  return (
    <>
      <SelectField
        label={text.compare}
        value={comparison?.kind ?? ""}
        onChange={choose}
        choices={kinds}
      />
      {comparison?.kind === "known" ? (
        <DayField
          label={text.comparedDay}
          value={comparison.day}
          max={now}
          // A day that is only half typed changes nothing.
          onChange={(day) => day && onCompare({ kind: "known", day })}
        />
      ) : null}
      {comparison?.kind === "edition" ? (
        <SelectField
          label={text.comparedEdition}
          value={comparison.edition.toString()}
          onChange={(value) => onCompare({ kind: "edition", edition: Number(value) })}
          choices={editions.map((one) => ({
            value: one.toString(),
            label: format.integer(one),
          }))}
        />
      ) : null}
    </>
  );
}
