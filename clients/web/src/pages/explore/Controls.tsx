import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { today, type Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import {
  basisWords,
  phaseWords,
  type BasisWord,
  type DimensionWord,
  type PhaseWord,
  type Question,
} from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { KnownSlider } from "./KnownSlider.tsx";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

const groupings = [
  "partnership", "partner", "phase", "anchor", "geography", "supplier_class",
] as const satisfies readonly DimensionWord[];
const times = ["month", "quarter", "fiscal_year"] as const satisfies readonly DimensionWord[];

interface Props {
  readonly question: Question;
  readonly compareOn: Day | undefined;
  readonly editions: readonly number[];
  readonly onChange: (next: Partial<Question>) => void;
  readonly onCompare: (day: Day | undefined) => void;
}

/** Everything that a question can say. */
export function Controls({ question, compareOn, editions, onChange, onCompare }: Props) {
  const text = useText(exploreTexts);
  const format = useFormat();
  const words = text.controls;
  const now = today();
  const grouping = question.by.find((word) => groupings.some((one) => one === word)) ?? "";
  const time = question.by.find((word) => times.some((one) => one === word)) ?? "";
  const setBy = (next: readonly string[]) =>
    onChange({ by: next.filter((word) => word !== "") as DimensionWord[] });
  return (
    <div className={styles["controls"]} role="group" aria-label={words.title} data-print="no">
      <SelectField
        label={words.by}
        value={grouping}
        onChange={(value) => setBy([value, time])}
        choices={[
          { value: "", label: words.ungrouped },
          ...groupings.map((value) => ({ value, label: text.dimensions[value] })),
        ]}
      />
      <SelectField
        label={words.time}
        value={time}
        onChange={(value) => setBy([grouping, value])}
        choices={[
          { value: "", label: words.whole },
          ...times.map((value) => ({ value, label: text.dimensions[value] })),
        ]}
      />
      <Filters question={question} onChange={onChange} />
      <DayField label={words.from} value={question.from} onChange={(from) => onChange({ from })} />
      <DayField label={words.to} value={question.to} onChange={(to) => onChange({ to })} />
      <SelectField
        label={words.basis}
        value={question.basis ?? "actual"}
        onChange={(value) => onChange({ basis: value as BasisWord })}
        choices={(Object.keys(basisWords) as BasisWord[]).map((value) => ({
          value,
          label: text.bases[value],
        }))}
      />
      <SelectField
        label={words.edition}
        value={question.edition?.toString() ?? ""}
        onChange={(value) => onChange({ edition: value === "" ? undefined : Number(value) })}
        choices={[
          { value: "", label: words.latest },
          ...editions.map((one) => ({ value: one.toString(), label: format.integer(one) })),
        ]}
      />
      {question.at === undefined ? (
        <DayField
          label={words.known}
          value={question.knownOn}
          max={now}
          onChange={(knownOn) => onChange({ knownOn })}
        />
      ) : (
        <p className={styles["pinned"]}>
          <span>{words.pinned(format.integer(question.at))}</span>
          <Button kind="quiet" onPress={() => onChange({ at: undefined })}>
            {words.unpin}
          </Button>
        </p>
      )}
      <DayField label={words.compare} value={compareOn} max={now} onChange={onCompare} />
      {question.at === undefined ? (
        <KnownSlider value={question.knownOn} onChange={(knownOn) => onChange({ knownOn })} />
      ) : null}
    </div>
  );
}

// Each narrows to one; an address may name several, which then stay until another is chosen.
function Filters({ question, onChange }: Pick<Props, "question" | "onChange">) {
  const words = useText(exploreTexts).controls;
  const { phases } = useText(metricTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const every = { value: "", label: words.every };
  const one = (value: string) => (value === "" ? [] : [value]);
  return (
    <>
      <SelectField
        label={words.anchor}
        value={question.anchors[0] ?? ""}
        onChange={(value) => onChange({ anchors: one(value) })}
        choices={[
          every,
          ...(anchors.data ?? []).map(({ anchorId, legalName }) => ({
            value: anchorId,
            label: legalName,
          })),
        ]}
      />
      <SelectField
        label={words.partnership}
        value={question.partnerships[0] ?? ""}
        onChange={(value) => onChange({ partnerships: one(value) })}
        choices={[
          every,
          ...(partnerships.data ?? []).map(({ partnershipId, title }) => ({
            value: partnershipId,
            label: title,
          })),
        ]}
      />
      <SelectField
        label={words.phase}
        value={question.phases[0] ?? ""}
        onChange={(value) => onChange({ phases: one(value) as PhaseWord[] })}
        choices={[
          every,
          ...(Object.keys(phaseWords) as PhaseWord[]).map((value) => ({
            value,
            label: phases[value.toUpperCase() as keyof typeof phases],
          })),
        ]}
      />
    </>
  );
}
