// Money between the anchor and the partnership, by month, quarter or year.
import { amountOf, isActual, isCounted, type InForce } from "@/events/in_force.ts";

/** Where money goes and comes from, seen from the anchor. */
export const lanes = ["invested", "bought", "supported", "cameBack"] as const;
export type Lane = (typeof lanes)[number];

export const spans = ["month", "quarter", "year"] as const;
export type SpanWord = (typeof spans)[number];

/** What moves money; corrections are to be read besides. */
export const moneyTypes = [
  "LoanDisbursed", "GrantDisbursed", "DepositPlaced", "EquityFunded",
  "PurchaseRecorded",
  "CapacityBuildingDelivered", "ConveningHeld",
  "LoanRepaymentReceived", "GrantReturned", "DepositWithdrawn", "PurchaseReversed",
  "SupplierCreditRecorded",
] as const;

interface Movement {
  readonly lane: Lane;
  readonly fields: readonly string[];
}

const movements: Readonly<Record<(typeof moneyTypes)[number], Movement>> = {
  LoanDisbursed: { lane: "invested", fields: ["amount"] },
  GrantDisbursed: { lane: "invested", fields: ["amount"] },
  DepositPlaced: { lane: "invested", fields: ["amount"] },
  EquityFunded: { lane: "invested", fields: ["amount"] },
  PurchaseRecorded: { lane: "bought", fields: ["amount"] },
  CapacityBuildingDelivered: { lane: "supported", fields: ["cost"] },
  ConveningHeld: { lane: "supported", fields: ["cost"] },
  LoanRepaymentReceived: { lane: "cameBack", fields: ["principal", "interest", "fees"] },
  GrantReturned: { lane: "cameBack", fields: ["amount"] },
  DepositWithdrawn: { lane: "cameBack", fields: ["amount"] },
  PurchaseReversed: { lane: "cameBack", fields: ["amount"] },
  SupplierCreditRecorded: { lane: "cameBack", fields: ["amount"] },
};

export type Sums = Readonly<Record<Lane, bigint>>;

/** The sums of one span of time, in minor units. */
export interface Span {
  /** "2018-07", "2018-Q3" or "2018". */
  readonly key: string;
  readonly sums: Sums;
}

/** One currency: every span from the first movement to the last, those without money too. */
export interface MoneyOf {
  readonly currency: string;
  readonly spans: readonly Span[];
  readonly total: Sums;
}

// Months since year 0: spans are counted in them.
const spanMonths: Readonly<Record<SpanWord, number>> = { month: 1, quarter: 3, year: 12 };

function monthOf(days: number): number {
  const date = new Date(days * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The name of the `index`-th span since year 0. */
export function spanKey(index: number, span: SpanWord): string {
  const month = index * spanMonths[span];
  const year = String(Math.floor(month / 12));
  switch (span) {
    case "month":
      return `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
    case "quarter":
      return `${year}-Q${Math.floor((month % 12) / 3) + 1}`;
    case "year":
      return year;
  }
}

const none: Sums = { invested: 0n, bought: 0n, supported: 0n, cameBack: 0n };

function plus(sums: Sums, lane: Lane, minor: bigint): Sums {
  return { ...sums, [lane]: sums[lane] + minor };
}

/** What moved, by currency and span. Counts what the metrics count: actual, and each fact once. */
export function moneyOf(events: readonly InForce[], span: SpanWord): MoneyOf[] {
  const found = new Map<string, Map<number, Sums>>();
  for (const one of events) {
    if (!isActual(one) || !isCounted(one) || isElsewhere(one)) continue;
    const movement = movements[one.type.name as keyof typeof movements] as Movement | undefined;
    if (!movement) continue;
    const index = Math.floor(monthOf(one.day) / spanMonths[span]);
    for (const field of movement.fields) {
      const amount = amountOf(one.values, field);
      if (!amount || amount.minor === 0n) continue;
      const own = found.get(amount.currency) ?? new Map<number, Sums>();
      own.set(index, plus(own.get(index) ?? none, movement.lane, amount.minor));
      found.set(amount.currency, own);
    }
  }
  return [...found].map(([currency, own]) => ({
    currency,
    spans: spansOf(own, span),
    total: [...own.values()].reduce(added, none),
  }));
}

// A rollover moves no money, and help that an investment paid for is in that investment.
function isElsewhere({ values }: InForce): boolean {
  return values["rollover"] === true || Boolean(values["paid_by_investment_id"]);
}

function added(a: Sums, b: Sums): Sums {
  return {
    invested: a.invested + b.invested,
    bought: a.bought + b.bought,
    supported: a.supported + b.supported,
    cameBack: a.cameBack + b.cameBack,
  };
}

function spansOf(own: ReadonlyMap<number, Sums>, span: SpanWord): Span[] {
  const first = Math.min(...own.keys());
  const last = Math.max(...own.keys());
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    key: spanKey(first + i, span),
    sums: own.get(first + i) ?? none,
  }));
}

/** The lanes on which anything moved. */
export function usedLanes({ total }: MoneyOf): Lane[] {
  return lanes.filter((lane) => total[lane] !== 0n);
}
