// A question about metrics as pages hold it, as an address says it, and as a call sends it.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { knownPosition } from "@/api/freshness.ts";
import type { Search } from "@/app/search.ts";
import {
  MetricDimension,
  QueryMetricsRequestSchema,
  type MetricQuerySchema,
  type QueryMetricsRequest,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { Basis, Phase, Strategy, SupplierClass } from
  "@/gen/anchorledger/event/v1/enums_pb";
import { dayFromIso, isoFromDay, type Day } from "@/locale/format.ts";

/** The words for dimensions in addresses. */
export const dimensionWords = {
  partnership: MetricDimension.PARTNERSHIP,
  partner: MetricDimension.PARTNER,
  phase: MetricDimension.PHASE,
  strategy: MetricDimension.STRATEGY,
  anchor: MetricDimension.ANCHOR,
  geography: MetricDimension.GEOGRAPHY,
  supplier_class: MetricDimension.SUPPLIER_CLASS,
  month: MetricDimension.MONTH,
  quarter: MetricDimension.QUARTER,
  fiscal_year: MetricDimension.FISCAL_YEAR,
} as const;
export type DimensionWord = keyof typeof dimensionWords;

export const phaseWords = {
  motivation: Phase.MOTIVATION,
  initiation: Phase.INITIATION,
  implementation: Phase.IMPLEMENTATION,
  evaluation: Phase.EVALUATION,
} as const;
export type PhaseWord = keyof typeof phaseWords;

export const strategyWords = {
  hiring: Strategy.HIRING,
  purchasing: Strategy.PURCHASING,
  investing: Strategy.INVESTING,
  cross: Strategy.CROSS,
} as const;
export type StrategyWord = keyof typeof strategyWords;

/** Classes of suppliers by the words of group keys, such as "worker_owned". */
export const classWords: Readonly<Record<string, SupplierClass>> = Object.fromEntries(
  Object.entries(SupplierClass).flatMap(([name, value]) =>
    typeof value === "number" && value !== SupplierClass.SUPPLIER_CLASS_UNSPECIFIED
      ? [[name.replace("SUPPLIER_CLASS_", "").toLowerCase(), value]]
      : [],
  ),
);

/** In a filter, as in group keys: facts that have no partnership, phase, place and so on. */
export const NONE = "none";

export const basisWords = {
  actual: Basis.ACTUAL,
  estimated: Basis.ESTIMATED,
  projected: Basis.PROJECTED,
} as const;
export type BasisWord = keyof typeof basisWords;

/** One question, apart from which metrics it is about. Absent = not narrowed. */
export interface Question {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly by: readonly DimensionWord[];
  readonly anchors: readonly string[];
  readonly partnerships: readonly string[];
  readonly partners: readonly string[];
  readonly phases: readonly (PhaseWord | typeof NONE)[];
  readonly strategies: readonly StrategyWord[];
  /** Places, each "scheme:code". */
  readonly places: readonly string[];
  /** Classes of suppliers, as in classWords. */
  readonly classes: readonly string[];
  /** Only what is about these suppliers, and about these investments, by id. */
  readonly suppliers: readonly string[];
  readonly investments: readonly string[];
  readonly knownOn?: Day | undefined;
  /** What the log knew at exactly this position; wins over `knownOn`. */
  readonly at?: bigint | undefined;
  /** The edition of the definition; absent = the one that is valid on the last day. */
  readonly edition?: number | undefined;
  readonly basis?: BasisWord | undefined;
  readonly currency: string;
}

export const openQuestion: Question = {
  by: [],
  anchors: [],
  partnerships: [],
  partners: [],
  phases: [],
  strategies: [],
  places: [],
  classes: [],
  suppliers: [],
  investments: [],
  currency: "",
};

function words(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((word) => word !== "");
}

/** Those that are words of `all`, or stand for "none of them". */
function filterWords<Words extends object>(text: string | undefined, all: Words) {
  return words(text).filter((word) => word === NONE || isWordOf(all, word)) as (
    | (keyof Words & string)
    | typeof NONE
  )[];
}

function isWordOf<Words extends object>(all: Words, word: string): word is keyof Words & string {
  return Object.hasOwn(all, word);
}

/** Reads what an address asks; words that mean nothing are left out. */
export function questionFromSearch(search: Search): Question {
  const basis = search["basis"] ?? "";
  return {
    from: dayFromIso(search["from"] ?? ""),
    to: dayFromIso(search["to"] ?? ""),
    by: words(search["by"]).filter((word) => isWordOf(dimensionWords, word)) as DimensionWord[],
    anchors: words(search["anchor"]),
    partnerships: words(search["partnership"]),
    partners: words(search["partner"]),
    phases: filterWords(search["phase"], phaseWords),
    strategies: words(search["strategy"]).filter((word) =>
      isWordOf(strategyWords, word),
    ) as StrategyWord[],
    places: words(search["place"]),
    classes: filterWords(search["class"], classWords),
    suppliers: words(search["supplier"]),
    investments: words(search["investment"]),
    knownOn: dayFromIso(search["known"] ?? ""),
    at: /^\d{1,18}$/.test(search["at"] ?? "") ? BigInt(search["at"] ?? "0") : undefined,
    edition: /^\d{1,6}$/.test(search["edition"] ?? "") ? Number(search["edition"]) : undefined,
    basis: isWordOf(basisWords, basis) ? basis : undefined,
    currency: /^[A-Z]{3}$/.test(search["currency"] ?? "") ? (search["currency"] ?? "") : "",
  };
}

/** The words that questionFromSearch reads; empty ones stand for "not narrowed". */
export function searchFromQuestion(question: Question): Record<string, string> {
  return {
    from: question.from ? isoFromDay(question.from) : "",
    to: question.to ? isoFromDay(question.to) : "",
    by: question.by.join(","),
    anchor: question.anchors.join(","),
    partnership: question.partnerships.join(","),
    partner: question.partners.join(","),
    phase: question.phases.join(","),
    strategy: question.strategies.join(","),
    place: question.places.join(","),
    class: question.classes.join(","),
    supplier: question.suppliers.join(","),
    investment: question.investments.join(","),
    known: question.knownOn ? isoFromDay(question.knownOn) : "",
    at: question.at?.toString() ?? "",
    edition: question.edition?.toString() ?? "",
    basis: question.basis ?? "",
    currency: question.currency,
  };
}

/** The question as the contract has it, without a demand on freshness. */
export function queryOf(
  metricIds: readonly string[],
  question: Question,
): MessageInitShape<typeof MetricQuerySchema> {
  const { edition } = question;
  return {
    editions: edition === undefined ? [] : metricIds.map((metricId) => ({ metricId, edition })),
    ...(question.from && { from: { days: question.from.days } }),
    ...(question.to && { to: { days: question.to.days } }),
    ...(question.at !== undefined
      ? { knownPosition: question.at }
      : question.knownOn && { knownOn: { days: question.knownOn.days } }),
    groupBy: question.by.map((word) => dimensionWords[word]),
    filter: {
      anchorIds: [...question.anchors],
      partnershipIds: [...question.partnerships],
      partnerIds: [...question.partners],
      phases: question.phases.map((word) => (word === NONE ? Phase.UNSPECIFIED : phaseWords[word])),
      strategies: question.strategies.map((word) => strategyWords[word]),
      geographies: [...question.places],
      supplierClasses: question.classes.map(
        (word) => classWords[word] ?? SupplierClass.SUPPLIER_CLASS_UNSPECIFIED,
      ),
      supplierIds: [...question.suppliers],
      investmentIds: [...question.investments],
    },
    basis: question.basis ? basisWords[question.basis] : Basis.UNSPECIFIED,
    currency: question.currency,
  };
}

export function requestOf(metricIds: readonly string[], question: Question): QueryMetricsRequest {
  return create(QueryMetricsRequestSchema, {
    metricIds: [...metricIds],
    query: queryOf(metricIds, question),
  });
}

/** The request, as fresh as what this page has seen; the past is never fresher than it was. */
export function freshened(request: QueryMetricsRequest): QueryMetricsRequest {
  if (!request.query || request.query.knownOn || request.query.knownPosition) return request;
  return { ...request, query: { ...request.query, minPosition: knownPosition() } };
}

/** Equal for equal questions. */
export function questionText(question: Question): string {
  return JSON.stringify(searchFromQuestion(question));
}
