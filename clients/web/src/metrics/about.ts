// Which metrics say something about one supplier, or one investment: those that are made of
// nothing but facts about such things. A share of what the whole institution spends, and a ratio
// to other people's money, would read as if they were about the one thing.
import {
  FactScope,
  type Aggregate,
  type FactAggregate,
  type MetricDefinition,
} from "@/gen/anchorledger/metric/v1/definition_pb";

/** The kinds of facts that are about one thing each; a test compares them with the catalogue. */
export const kindsAbout = {
  supplier: new Set(["purchase", "contract_award"]),
  investment: new Set(["cash", "commitment", "principal", "in_kind", "loan_rate"]),
} as const;
export type Thing = keyof typeof kindsAbout;

function isAbout(kinds: ReadonlySet<string>, { kind, scope }: FactAggregate): boolean {
  return kinds.has(kind) && scope !== FactScope.WHOLE;
}

function isCut(thing: Thing, { form }: Aggregate): boolean {
  const kinds: ReadonlySet<string> = kindsAbout[thing];
  switch (form.case) {
    case "facts":
      return isAbout(kinds, form.value);
    case "entities": {
      // Of one thing each, what stays whole is its own, such as the rate of a loan.
      const { key, inputs } = form.value;
      return (
        inputs.some((input) => isAbout(kinds, input)) &&
        inputs.every((input) => isAbout(kinds, input) || (key === thing && kinds.has(input.kind)))
      );
    }
    default:
      return false;
  }
}

// Metrics that a formula takes over: metric('P-04', construction).
function takenOver({ value, parts }: MetricDefinition): string[] {
  const formulas = [value, ...parts.map((part) => part.value)];
  return formulas.flatMap((formula) =>
    [...formula.matchAll(/metric\('([^']+)'/g)].map((match) => match[1] ?? ""),
  );
}

/** Whether a metric of the catalogue is about such things alone. */
export function isMetricAbout(
  thing: Thing,
  definition: MetricDefinition,
  catalogue: readonly MetricDefinition[],
): boolean {
  const others = takenOver(definition).map((id) => catalogue.find((one) => one.id === id));
  const { aggregates } = definition;
  if (aggregates.length + others.length === 0) return false;
  return (
    aggregates.every((one) => isCut(thing, one)) &&
    others.every((one) => one !== undefined && isMetricAbout(thing, one, catalogue))
  );
}
