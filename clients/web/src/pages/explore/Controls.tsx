import { useState } from "react";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { today } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import {
  basisWords,
  type BasisWord,
  type DimensionWord,
  type Question,
} from "@/metrics/question.ts";
import { Button } from "@/ui/Button.tsx";
import { CheckList } from "@/ui/CheckList.tsx";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { Compare } from "./Compare.tsx";
import type { Comparison } from "./comparison.ts";
import styles from "./Explore.module.css";
import { Filters } from "./Filters.tsx";
import { KnownSlider } from "./KnownSlider.tsx";
import { exploreTexts } from "./texts.ts";

const groupings = [
  "partnership", "partner", "phase", "strategy", "anchor", "geography", "supplier_class",
] as const satisfies readonly DimensionWord[];
const times = ["month", "quarter", "fiscal_year"] as const satisfies readonly DimensionWord[];

const WIDE = "(min-width: 60rem)";

function isNarrowed(question: Question): boolean {
  const { anchors, partnerships, partners, phases, strategies, places, classes } = question;
  const { suppliers, investments } = question;
  const lists: (readonly string[])[] = [
    anchors, partnerships, partners, phases, strategies, places, classes, suppliers, investments,
  ];
  return lists.some((list) => list.length > 0) || question.currency !== "" ||
    question.basis !== undefined || question.edition !== undefined;
}

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly comparison: Comparison | undefined;
  readonly editions: readonly number[];
  readonly onChange: (next: Partial<Question>) => void;
  readonly onCompare: (comparison: Comparison | undefined) => void;
}

/** Everything that a question can say. */
export function Controls(props: Props) {
  const { definition, question, comparison, editions, onChange, onCompare } = props;
  const text = useText(exploreTexts);
  const words = text.controls;
  // Folded where they would push the answer off the screen, unless one of them is in use.
  const [isOpen] = useState(() => matchMedia(WIDE).matches || isNarrowed(question));
  const isTime = (word: string) => times.some((one) => one === word);
  const grouping = question.by.filter((word) => !isTime(word));
  const time = question.by.find(isTime) ?? "";
  const setBy = (next: readonly string[]) =>
    onChange({ by: next.filter((word) => word !== "") as DimensionWord[] });
  return (
    <div className={styles["controls"]} role="group" aria-label={words.title} data-print="no">
      <CheckList
        label={words.by}
        none={words.ungrouped}
        values={grouping}
        onChange={(values) => setBy([...values, time])}
        choices={groupings.map((value) => ({ value, label: text.dimensions[value] }))}
      />
      <SelectField
        label={words.time}
        value={time}
        onChange={(value) => setBy([...grouping, value])}
        choices={[
          { value: "", label: words.whole },
          ...times.map((value) => ({ value, label: text.dimensions[value] })),
        ]}
      />
      <DayField label={words.from} value={question.from} onChange={(from) => onChange({ from })} />
      <DayField label={words.to} value={question.to} onChange={(to) => onChange({ to })} />
      <Known question={question} onChange={onChange} />
      <Compare
        question={question}
        comparison={comparison}
        editions={editions}
        onCompare={onCompare}
      />
      {question.at === undefined ? (
        <KnownSlider value={question.knownOn} onChange={(knownOn) => onChange({ knownOn })} />
      ) : null}
      <details className={styles["more"]} open={isOpen}>
        <summary>{words.more}</summary>
        <div className={styles["controls"]}>
          <Filters definition={definition} question={question} onChange={onChange} />
          <Reading question={question} editions={editions} onChange={onChange} />
        </div>
      </details>
    </div>
  );
}

// Which figures count, and by which edition of the definition.
function Reading(props: Pick<Props, "question" | "editions" | "onChange">) {
  const { question, editions, onChange } = props;
  const text = useText(exploreTexts);
  const words = text.controls;
  const format = useFormat();
  return (
    <>
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
    </>
  );
}

function Known({ question, onChange }: Pick<Props, "question" | "onChange">) {
  const words = useText(exploreTexts).controls;
  const format = useFormat();
  if (question.at === undefined) {
    return (
      <DayField
        label={words.known}
        value={question.knownOn}
        max={today()}
        onChange={(knownOn) => onChange({ knownOn })}
      />
    );
  }
  return (
    <p className={styles["pinned"]}>
      <span>{words.pinned(format.integer(question.at))}</span>
      <Button kind="quiet" onPress={() => onChange({ at: undefined })}>
        {words.unpin}
      </Button>
    </p>
  );
}
