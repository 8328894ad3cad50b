// What the keys of groups are called.
import { useCallback } from "react";
import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { MetricDimension, type GroupKey } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useText } from "@/locale/Locale.tsx";
import { dimensionWords, phaseWords, type DimensionWord } from "@/metrics/question.ts";
import { metricTexts, type MetricTexts } from "@/metrics/texts.ts";
import { exploreTexts } from "./texts.ts";

/** The word that stands for a dimension in addresses. */
export function wordOf(dimension: MetricDimension): DimensionWord | undefined {
  const found = Object.entries(dimensionWords).find(([, value]) => value === dimension);
  return found?.[0] as DimensionWord | undefined;
}

function phaseName(key: string, phases: MetricTexts["phases"]): string | undefined {
  if (!Object.hasOwn(phaseWords, key)) return undefined;
  return phases[key.toUpperCase() as keyof typeof phases];
}

/** A way to name the keys of groups in the reader's language. */
export function useGroupNames(): (key: GroupKey) => string {
  const text = useText(exploreTexts);
  const { phases } = useText(metricTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  return useCallback(
    ({ dimension, key }) => {
      if (key === "none") return text.none;
      switch (dimension) {
        case MetricDimension.PHASE:
          return phaseName(key, phases) ?? key;
        case MetricDimension.ANCHOR:
          return anchors.data?.find((one) => one.anchorId === key)?.legalName ?? key;
        case MetricDimension.PARTNERSHIP:
          return partnerships.data?.find((one) => one.partnershipId === key)?.title ?? key;
        default:
          return key;
      }
    },
    [text, phases, anchors.data, partnerships.data],
  );
}
