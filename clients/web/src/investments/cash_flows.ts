// What moved under one investment, in the order of the days that it moved on.
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { amountOf, inForceByDay, isCounted, type InForce } from "@/events/in_force.ts";

/** One movement. Amounts are minor units of the investment's currency, never negative. */
export interface CashFlow {
  readonly position: bigint;
  /** In days since 1970. */
  readonly day: number;
  readonly type: string;
  /** Money that the anchor paid out. */
  readonly paidOut: bigint;
  /** Money that came back to the anchor, interest and fees included. */
  readonly cameBack: bigint;
  /** Interest and fees among what came back. */
  readonly earned: bigint;
  /** What it adds to the balance without money: interest capitalised; or takes: what was waived. */
  readonly withoutMoney: bigint;
  /** What is still out after it: principal of a loan, else paid out less come back. */
  readonly balance: bigint;
}

interface Movement {
  readonly paidOut?: bigint;
  readonly principalBack?: bigint;
  readonly earned?: bigint;
  readonly withoutMoney?: bigint;
}

function movementOf({ type, values }: InForce): Movement | undefined {
  const minor = (name: string) => amountOf(values, name)?.minor ?? 0n;
  // A rollover moves nothing: the same money stays where it is.
  const isRollover = values["rollover"] === true;
  switch (type.name) {
    case "LoanDisbursed":
    case "GrantDisbursed":
    case "EquityFunded":
      return { paidOut: minor("amount") };
    case "DepositPlaced":
      return isRollover ? undefined : { paidOut: minor("amount") };
    case "GrantReturned":
      return { principalBack: minor("amount") };
    case "DepositWithdrawn":
      return isRollover ? undefined : { principalBack: minor("amount") };
    case "LoanRepaymentReceived":
      return { principalBack: minor("principal"), earned: minor("interest") + minor("fees") };
    case "LoanInterestAccrued":
      return values["capitalised"] === true ? { withoutMoney: minor("interest") } : undefined;
    case "LoanForgiven":
    case "LoanWrittenOff":
      return { withoutMoney: -minor("principal") };
    default:
      return undefined;
  }
}

/** The movements of an investment from all events of its stream. */
export function cashFlowsOf(stream: readonly RecordedEvent[]): CashFlow[] {
  let balance = 0n;
  return inForceByDay(stream)
    .filter(isCounted)
    .flatMap((one): CashFlow[] => {
      const movement = movementOf(one);
      if (!movement) return [];
      const { paidOut = 0n, principalBack = 0n, earned = 0n, withoutMoney = 0n } = movement;
      balance += paidOut - principalBack + withoutMoney;
      return [
        {
          position: one.event.position,
          day: one.day,
          type: one.type.name,
          paidOut,
          cameBack: principalBack + earned,
          earned,
          withoutMoney,
          balance,
        },
      ];
    });
}
