import { useState } from "react";
import { useAnchors, usePartners, usePartnerships } from "@/api/directory.ts";
import { useMetrics } from "@/api/metrics.ts";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import {
  classWords,
  NONE,
  openQuestion,
  phaseWords,
  strategyWords,
  type PhaseWord,
  type Question,
  type StrategyWord,
} from "@/metrics/question.ts";
import { metricTexts } from "@/metrics/texts.ts";
import { CheckList } from "@/ui/CheckList.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { exploreTexts } from "./texts.ts";
import { Things } from "./Things.tsx";
import { useClassNames } from "./useClassNames.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly onChange: (next: Partial<Question>) => void;
}

/** Which facts count. What is chosen in one list widens, each further list narrows. */
export function Filters({ definition, question, onChange }: Props) {
  const text = useText(exploreTexts);
  const words = text.controls;
  const named = useText(metricTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const partners = usePartners();
  const without = { value: NONE, label: text.none };
  return (
    <>
      <CheckList
        label={words.anchor}
        none={words.every}
        values={question.anchors}
        onChange={(values) => onChange({ anchors: values })}
        choices={(anchors.data ?? []).map(({ anchorId, legalName }) => ({
          value: anchorId,
          label: legalName,
        }))}
      />
      <CheckList
        label={words.partnership}
        none={words.every}
        values={question.partnerships}
        onChange={(values) => onChange({ partnerships: values })}
        choices={[
          ...(partnerships.data ?? []).map(({ partnershipId, title }) => ({
            value: partnershipId,
            label: title,
          })),
          without,
        ]}
      />
      <CheckList
        label={words.partner}
        none={words.every}
        values={question.partners}
        onChange={(values) => onChange({ partners: values })}
        choices={[
          ...(partners.data ?? []).map(({ partnerId, orgName }) => ({
            value: partnerId,
            label: orgName,
          })),
          without,
        ]}
      />
      <CheckList
        label={words.phase}
        none={words.every}
        values={question.phases}
        onChange={(values) => onChange({ phases: values as (PhaseWord | typeof NONE)[] })}
        choices={[
          ...(Object.keys(phaseWords) as PhaseWord[]).map((value) => ({
            value,
            label: named.phases[value.toUpperCase() as keyof typeof named.phases],
          })),
          { value: NONE, label: named.phases.UNSPECIFIED },
        ]}
      />
      <CheckList
        label={words.strategy}
        none={words.every}
        values={question.strategies}
        onChange={(values) => onChange({ strategies: values as StrategyWord[] })}
        choices={(Object.keys(strategyWords) as StrategyWord[]).map((value) => ({
          value,
          label: named.strategies[value.toUpperCase() as keyof typeof named.strategies],
        }))}
      />
      <Places definition={definition} question={question} onChange={onChange} />
      <Classes question={question} onChange={onChange} />
      <Things definition={definition} question={question} onChange={onChange} />
      <Currency definition={definition} question={question} onChange={onChange} />
    </>
  );
}

// The places that the metric has values for: there is no other list of them.
function Places({ definition, question, onChange }: Props) {
  const text = useText(exploreTexts);
  const [isOpen, setIsOpen] = useState(false);
  const answer = useMetrics(isOpen ? [definition.id] : [], { ...openQuestion, by: ["geography"] });
  const found = answer.data?.results[0]?.cells.flatMap((cell) => cell.group[0]?.key ?? []) ?? [];
  const keys = [...new Set([...found, ...question.places])].filter((key) => key !== NONE).sort();
  return (
    <CheckList
      label={text.controls.place}
      none={text.controls.every}
      values={question.places}
      onChange={(places) => onChange({ places })}
      onOpen={() => setIsOpen(true)}
      choices={[
        ...keys.map((value) => ({ value, label: value })),
        { value: NONE, label: text.none },
      ]}
    />
  );
}

function Classes({ question, onChange }: Pick<Props, "question" | "onChange">) {
  const text = useText(exploreTexts);
  const [isOpen, setIsOpen] = useState(false);
  const nameOf = useClassNames(isOpen || question.classes.length > 0);
  return (
    <CheckList
      label={text.controls.class}
      none={text.controls.every}
      values={question.classes}
      onChange={(classes) => onChange({ classes })}
      onOpen={() => setIsOpen(true)}
      choices={[
        ...Object.keys(classWords).map((value) => ({ value, label: nameOf(value) })),
        { value: NONE, label: text.none },
      ]}
    />
  );
}

// The currencies of the answer as it is without this filter.
function Currency({ definition, question, onChange }: Props) {
  const words = useText(exploreTexts).controls;
  const answer = useMetrics([definition.id], { ...question, by: [], currency: "" });
  const cells = answer.data?.results[0]?.cells ?? [];
  const found = cells.flatMap(({ currency }) => currency || []);
  const currencies = [...new Set([...found, question.currency])].filter((one) => one !== "").sort();
  return (
    <SelectField
      label={words.currency}
      value={question.currency}
      onChange={(currency) => onChange({ currency })}
      choices={[
        { value: "", label: words.eachCurrency },
        ...currencies.map((value) => ({ value, label: value })),
      ]}
    />
  );
}
