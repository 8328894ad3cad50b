// What the keys of groups are called.
import { useCallback } from "react";
import { useAnchors, usePartners, usePartnerships } from "@/api/directory.ts";
import { MetricDimension, type GroupKey } from "@/gen/anchorledger/api/v1/metrics_pb";
import { useText } from "@/locale/Locale.tsx";
import {
  dimensionWords,
  NONE,
  phaseWords,
  strategyWords,
  type DimensionWord,
} from "@/metrics/question.ts";
import { metricTexts, type MetricTexts } from "@/metrics/texts.ts";
import { exploreTexts } from "./texts.ts";
import { useClassNames } from "./useClassNames.ts";

/** The word that stands for a dimension in addresses. */
export function wordOf(dimension: MetricDimension): DimensionWord | undefined {
  const found = Object.entries(dimensionWords).find(([, value]) => value === dimension);
  return found?.[0] as DimensionWord | undefined;
}

function strategyName(key: string, strategies: MetricTexts["strategies"]): string | undefined {
  if (!Object.hasOwn(strategyWords, key)) return undefined;
  return strategies[key.toUpperCase() as keyof typeof strategies];
}

function phaseName(key: string, phases: MetricTexts["phases"]): string | undefined {
  if (!Object.hasOwn(phaseWords, key)) return undefined;
  return phases[key.toUpperCase() as keyof typeof phases];
}

/** A way to name the keys of groups in the reader's language. */
export function useGroupNames(): (key: GroupKey) => string {
  const text = useText(exploreTexts);
  const { phases, strategies } = useText(metricTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const partners = usePartners();
  const classNameOf = useClassNames(true);
  return useCallback(
    ({ dimension, key }) => {
      if (key === NONE) return text.none;
      switch (dimension) {
        case MetricDimension.PHASE:
          return phaseName(key, phases) ?? key;
        case MetricDimension.ANCHOR:
          return anchors.data?.find((one) => one.anchorId === key)?.legalName ?? key;
        case MetricDimension.PARTNERSHIP:
          return partnerships.data?.find((one) => one.partnershipId === key)?.title ?? key;
        case MetricDimension.STRATEGY:
          return strategyName(key, strategies) ?? key;
        case MetricDimension.PARTNER:
          return partners.data?.find((one) => one.partnerId === key)?.orgName ?? key;
        case MetricDimension.SUPPLIER_CLASS:
          return classNameOf(key);
        default:
          return key;
      }
    },
    [text, phases, strategies, anchors.data, partnerships.data, partners.data, classNameOf],
  );
}
