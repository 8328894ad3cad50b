import { MetricUnit, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { useMetrics } from "@/api/metrics.ts";
import { ContributionCombination } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { useMetricWords } from "@/metrics/words.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { cellNameText, nameText, type CellName } from "./cell_name.ts";
import { closingQuestion, closingsOf } from "./closings.ts";
import { otherQuestion, type Comparison } from "./comparison.ts";
import { compareTexts } from "./compare_texts.ts";
import { amountText, belowText, Contributions } from "./Contributions.tsx";
import { Differences } from "./Differences.tsx";
import { useExplained } from "./explained.ts";
import styles from "./Explore.module.css";
import { definitionOfPart } from "./parts.ts";
import { exploreTexts } from "./texts.ts";

export const sides = ["first", "second", "difference"] as const;
export type Side = (typeof sides)[number];

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  /** What the answer is compared with; absent = nothing. */
  readonly comparison: Comparison | undefined;
  readonly cell: CellName;
  readonly currency: string;
  /** Empty = the value of the metric. */
  readonly part: string;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onPart: (part: string) => void;
  readonly onClose: () => void;
}

/** The events behind one figure, behind the one compared with, or behind their difference. */
export function Explain(props: Props) {
  const { definition, question, cell, currency, onClose } = props;
  const other = useOther(props);
  const text = useText(exploreTexts).explain;
  const compare = useText(compareTexts);
  const side = other ? props.side : "first";
  const asked = { cell, currency, part: props.part };
  return (
    <Panel title={text.title} actions={<Button onPress={onClose}>{text.close}</Button>}>
      {definition.parts.length > 0 ? (
        <PartPicker definition={definition} value={props.part} onChange={props.onPart} />
      ) : null}
      {other ? (
        <div className={styles["sides"]} role="group" aria-label={compare.sides} data-print="no">
          {sides.map((one) => (
            <Button
              key={one}
              kind={one === side ? "primary" : "secondary"}
              aria-pressed={one === side}
              onPress={() => props.onSide(one)}
            >
              {compare.side[one]}
            </Button>
          ))}
        </div>
      ) : null}
      {side === "difference" && other ? (
        <Differences definition={definition} first={question} second={other} {...asked} />
      ) : (
        <Behind
          definition={definition}
          question={side === "second" && other ? other : question}
          {...asked}
        />
      )}
    </Panel>
  );
}

/** The question that the answer is compared with, as far as it is about this cell. */
function useOther(props: Props): Question | undefined {
  const { definition, question, comparison, cell, currency } = props;
  const isClose = comparison?.kind === "close";
  // The page has asked for this anyway.
  const answer = useMetrics(isClose ? [definition.id] : [], question);
  if (!comparison) return undefined;
  if (!isClose) return otherQuestion(question, comparison);
  const name = nameText(cell);
  const [result] = answer.data?.results ?? [];
  const found = [...(result?.cells ?? []), ...(result?.totals ?? [])].find(
    (one) => cellNameText(one) === name && one.currency === currency,
  );
  const closing = closingsOf(found ? [found] : [], question)[0];
  return closing && closingQuestion(question, closing);
}

interface BehindProps {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly cell: CellName;
  readonly currency: string;
  readonly part: string;
}

/** The events behind one figure: they add up to it exactly or, of a median, it is their middle. */
function Behind({ definition, question, cell, currency, part }: BehindProps) {
  const text = useText(exploreTexts).explain;
  const format = useFormat();
  const words = useMetricWords();
  const answer = useExplained(definition.id, question, cell, currency, part);
  if (answer.isPending) return <Loading />;
  if (answer.isError) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  const [first] = answer.data.pages;
  if (!first) return null;
  const lines = answer.data.pages.flatMap((page) => page.contributions);
  const isMedian = first.combination === ContributionCombination.MEDIAN;
  const hasBelow = !isMedian && first.denominatorTotal !== 0n;
  const counted = definitionOfPart(definition, part);
  const amount = (value: bigint) => amountText(value, counted, currency, format);
  const below = (value: bigint) => belowText(value, counted, currency, format);
  return (
    <>
      <p className={styles["count"]}>
        {text.lead(
          format.integer(first.contributionsTotal),
          part === "" ? words.name(definition) : words.part(definition, part),
        )}
      </p>
      <Contributions
        label={text.title}
        lines={lines}
        below={hasBelow ? below : undefined}
        isMedian={isMedian}
        amount={amount}
      />
      <p className={styles["state"]}>
        {isMedian
          ? text.median(format.decimal(first.cell?.value?.shown ?? ""))
          : hasBelow
            ? text.fraction(amount(first.numeratorTotal), below(first.denominatorTotal))
            : text.sum(amount(first.numeratorTotal))}
      </p>
      {answer.hasNextPage ? (
        <Button
          onPress={() => void answer.fetchNextPage()}
          isPending={answer.isFetchingNextPage}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  );
}

function PartPicker(props: {
  readonly definition: MetricDefinition;
  readonly value: string;
  readonly onChange: (part: string) => void;
}) {
  const { definition } = props;
  const text = useText(exploreTexts).explain;
  const words = useMetricWords();
  const whole = { value: "", label: words.name(definition) };
  return (
    <div className={styles["sides"]} data-print="no">
      <SelectField
        label={text.figure}
        value={props.value}
        onChange={props.onChange}
        choices={[
          ...(definition.unit === MetricUnit.PARTS ? [] : [whole]),
          ...definition.parts.map(({ name }) => ({
            value: name,
            label: words.part(definition, name),
          })),
        ]}
      />
    </div>
  );
}
