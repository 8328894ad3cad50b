import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { today, type Day } from "@/locale/format.ts";
import { useText } from "@/locale/Locale.tsx";
import { searchFromQuestion, type Question } from "@/metrics/question.ts";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./Overview.module.css";
import { datesOf, presetOf, presets, type Preset } from "./period.ts";
import { overviewTexts } from "./texts.ts";

interface Props {
  readonly question: Question;
  readonly onChange: (search: Record<string, string>) => void;
}

/** Which part of the network, which days, and as known when. */
export function ScopeBar({ question, onChange }: Props) {
  const text = useText(overviewTexts);
  const now = today();
  const preset = presetOf(question.from, question.to, now);
  const change = (next: Partial<Question>) =>
    onChange(searchFromQuestion({ ...question, ...next }));
  const choose = (next: Preset) =>
    next === "own"
      ? change({ from: question.from ?? { days: now.days - 364 }, to: question.to ?? now })
      : change({ from: undefined, to: undefined, ...datesOf(next, now) });
  return (
    <div className={styles["scope"]} data-print="no">
      <ScopeField question={question} onChange={change} />
      <SelectField
        label={text.period}
        value={preset}
        onChange={(value) => choose(value as Preset)}
        choices={presets.map((value) => ({ value, label: text.periods[value] }))}
      />
      {preset === "own" ? (
        <>
          <DayField
            label={text.from}
            value={question.from}
            onChange={(from: Day | undefined) => change({ from })}
          />
          <DayField
            label={text.to}
            value={question.to}
            onChange={(to: Day | undefined) => change({ to })}
          />
        </>
      ) : null}
      <DayField
        label={text.knownOn}
        value={question.knownOn}
        max={now}
        onChange={(knownOn) => change({ knownOn })}
      />
    </div>
  );
}

function ScopeField(props: {
  question: Question;
  onChange: (next: Partial<Question>) => void;
}) {
  const text = useText(overviewTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const { question } = props;
  const partnership = question.partnerships[0];
  const anchor = question.anchors[0];
  const value = partnership ? `partnership:${partnership}` : anchor ? `anchor:${anchor}` : "";
  const known = partnership
    ? partnerships.data?.some((one) => one.partnershipId === partnership)
    : anchors.data?.some((one) => one.anchorId === anchor);
  // By its id until its name is there: the figures are not those of the whole network.
  const unnamed = value && !known ? [{ value, label: partnership ?? anchor ?? "" }] : [];
  return (
    <SelectField
      label={text.scope}
      value={value}
      onChange={(choice) => {
        const [kind, ...rest] = choice.split(":");
        const id = rest.join(":");
        props.onChange({
          anchors: kind === "anchor" ? [id] : [],
          partnerships: kind === "partnership" ? [id] : [],
        });
      }}
      choices={[{ value: "", label: text.network }, ...unnamed]}
      groups={[
        {
          label: text.anchors,
          choices: (anchors.data ?? []).map((one) => ({
            value: `anchor:${one.anchorId}`,
            label: one.legalName,
          })),
        },
        {
          label: text.partnerships,
          choices: (partnerships.data ?? []).map((one) => ({
            value: `partnership:${one.partnershipId}`,
            label: one.title,
          })),
        },
      ]}
    />
  );
}
