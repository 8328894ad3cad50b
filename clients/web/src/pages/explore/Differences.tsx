import { useEffect } from "react";
import {
  ContributionCombination,
  type MetricCell,
  type MetricContribution,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { problemOf } from "@/api/problem.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import type { CellName } from "./cell_name.ts";
import { changesBetween } from "./changes.ts";
import { MedianDifference } from "./MedianDifference.tsx";
import { compareTexts } from "./compare_texts.ts";
import { amountText, belowText, Contributions } from "./Contributions.tsx";
import { useExplained } from "./explained.ts";
import styles from "./Explore.module.css";
import { definitionOfPart } from "./parts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly first: Question;
  readonly second: Question;
  readonly cell: CellName;
  readonly currency: string;
  readonly part: string;
}

/** Only what the two answers do not have in common, from all events of both. */
export function Differences({ definition, first, second, cell, currency, part }: Props) {
  const one = useAll(definition.id, first, cell, currency, part);
  const two = useAll(definition.id, second, cell, currency, part);
  const failed = one.error ?? two.error;
  if (failed) {
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          one.retry();
          two.retry();
        }}
      />
    );
  }
  if (!one.lines || !two.lines) return <Loading />;
  const asked = {
    definition: definitionOfPart(definition, part), currency, first: one.lines, second: two.lines,
  };
  return one.isMedian || two.isMedian ? (
    <MedianDifference {...asked} cells={[one.cell, two.cell]} />
  ) : (
    <SumDifference {...asked} />
  );
}

interface LinesProps {
  readonly definition: MetricDefinition;
  readonly currency: string;
  readonly first: readonly MetricContribution[];
  readonly second: readonly MetricContribution[];
}

/** Of figures that are sums: the changes add up to the difference exactly. */
function SumDifference({ definition, currency, first, second }: LinesProps) {
  const text = useText(compareTexts);
  const format = useFormat();
  const lines = changesBetween(first, second);
  if (lines.length === 0) return <Empty title={text.noDifference} />;
  const amount = (value: bigint) => amountText(value, definition, currency, format);
  const sum = lines.reduce((total, { numerator }) => total + numerator, 0n);
  const belowSum = lines.reduce((total, { denominator }) => total + denominator, 0n);
  const below = (value: bigint) => belowText(value, definition, currency, format);
  const hasBelow = lines.some(({ denominator }) => denominator !== 0n);
  return (
    <>
      <p className={styles["count"]}>{text.differenceLead}</p>
      <Contributions
        label={text.side.difference}
        lines={lines}
        below={hasBelow ? below : undefined}
        amount={amount}
      />
      <p className={styles["state"]}>
        {hasBelow
          ? text.differenceOf(amount(sum), below(belowSum))
          : text.difference(amount(sum))}
      </p>
    </>
  );
}

/** Every contribution, read to the end; a figure that one side does not have has none. */
function useAll(
  metricId: string,
  question: Question,
  name: CellName,
  currency: string,
  part: string,
) {
  const answer = useExplained(metricId, question, name, currency, part);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = answer;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const isNone = answer.isError && problemOf(answer.error).reason === "NOT_FOUND";
  const isWhole = answer.isSuccess && !hasNextPage;
  const pages = isNone || !isWhole ? [] : answer.data.pages;
  const cell: MetricCell | undefined = pages[0]?.cell;
  return {
    lines: isNone || isWhole ? pages.flatMap((page) => page.contributions) : undefined,
    cell,
    isMedian: pages[0]?.combination === ContributionCombination.MEDIAN,
    error: isNone ? null : answer.error,
    retry: () => void answer.refetch(),
  };
}
