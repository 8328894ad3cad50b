import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { ledgerKey } from "@/api/keys.ts";
import { useMetrics } from "@/api/metrics.ts";
import { MetricDimension, TargetState, type MetricCell } from
  "@/gen/anchorledger/api/v1/metrics_pb";
import type { TargetSet } from "@/gen/anchorledger/event/v1/registry_pb";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { searchFromQuestion, type Question } from "@/metrics/question.ts";

export type StateWord = keyof typeof TargetState;

/** A target with how far it is. */
export interface Target {
  readonly id: string;
  readonly cell: MetricCell;
  readonly state: StateWord;
  /** What was promised; absent while it is on its way. */
  readonly promise: TargetSet | undefined;
  /** Of whom, where that is not what the question is about anyway. */
  readonly scope: string;
}

// The words of so many targets are asked for, each by a call of its own.
const WORDS_MAX = 60;

/** The targets in force. */
export function useTargets(
  definitions: readonly MetricDefinition[],
  question: Question,
): readonly Target[] {
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const metrics = definitions.filter((one) => one.perTarget).map((one) => one.id);
  const answer = useMetrics(metrics, { ...question, by: [] });
  const cells = useMemo(
    () => (answer.data?.results ?? []).flatMap((result) => result.cells),
    [answer.data],
  );
  const ids = cells.map(idOf);
  const { at, known } = searchFromQuestion(question);
  // Loaded apart, where there is a target: it reads events, whose types the first view does
  // without.
  const promises = useQuery({
    queryKey: [ledgerKey, "targets", ids, at, known],
    queryFn: async () =>
      (await import("./promises.ts")).readPromises(ids.slice(0, WORDS_MAX), question),
    enabled: ids.length > 0,
  });
  const scopeOf = ({ scope }: TargetSet): string => {
    const { anchorId = "", partnershipId = "" } = scope ?? {};
    if (partnershipId !== "" && !question.partnerships.includes(partnershipId)) {
      const found = partnerships.data?.find((one) => one.partnershipId === partnershipId);
      return found?.title ?? partnershipId;
    }
    if (anchorId === "" || question.anchors.includes(anchorId)) return "";
    return anchors.data?.find((one) => one.anchorId === anchorId)?.legalName ?? anchorId;
  };
  return cells.map((cell) => {
    const id = idOf(cell);
    const promise = promises.data?.get(id);
    const state = TargetState[cell.targetState] as StateWord;
    return { id, cell, state, promise, scope: promise ? scopeOf(promise) : "" };
  });
}

function idOf(cell: MetricCell): string {
  return cell.group.find((one) => one.dimension === MetricDimension.TARGET)?.key ?? "";
}
