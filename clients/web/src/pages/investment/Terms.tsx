import { inForceByDay, type InForce } from "@/events/in_force.ts";
import { factsOf, type Fact } from "@/forms/facts.ts";
import { FactList } from "@/forms/ui/FactList.tsx";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import styles from "./Investment.module.css";
import { investmentTexts } from "./texts.ts";

// Said elsewhere on the page: who, how much, and what it belongs to.
const elsewhere = new Set([
  "investment_id", "deal_id", "allocation_id", "instrument", "payee_org_id", "amount",
]);

/** What it is for and on which terms, and how the terms changed. */
export function Terms({ events }: { events: readonly RecordedEvent[] }) {
  const text = useText(investmentTexts);
  const { language, format } = useLocale();
  const inForce = inForceByDay(events);
  const facts = ({ type, values }: InForce): Fact[] =>
    factsOf(
      type.fields.filter(({ name }) => !elsewhere.has(name)),
      values,
      { language, format },
    );
  const committed = inForce.find(({ type }) => type.name === "InvestmentCommitted");
  const changes = inForce.filter(({ type }) => type.name === "LoanTermsModified");
  if (!committed) return <Empty title={text.noTerms} />;
  return (
    <>
      <FactList facts={facts(committed)} />
      {changes.map((change) => (
        <section key={String(change.event.position)} className={styles["change"]}>
          <h3>{text.changedFrom(format.day({ days: change.day }))}</h3>
          <FactList facts={facts(change)} />
        </section>
      ))}
    </>
  );
}

