import { useQuery } from "@tanstack/react-query";
import { allEvents } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import { inForceByDay } from "@/events/in_force.ts";
import type { EventType } from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { linkedFields } from "./report_draft.ts";
import styles from "./Reports.module.css";
import { reportTexts } from "./texts.ts";

/**
 * What was reported of this kind before, as it counts today: for comparing with what is typed.
 * Somebody who came by a link may read nothing but their own report, and is shown nothing.
 */
export function LastTime({ type }: { type: EventType }) {
  const text = useText(reportTexts);
  const reader = useLocale();
  const { organisationId: partnerId, reportId } = useSession();
  const last = useQuery({
    queryKey: [ledgerKey, "last report", type.name, partnerId],
    enabled: reportId === undefined && partnerId !== "",
    queryFn: async ({ signal }) => {
      const eventTypes = [type.name, "EventAmended", "EventVoided"];
      const counting = inForceByDay(await allEvents({ eventTypes, partnerId }, signal));
      return counting.findLast((one) => one.type.name === type.name) ?? null;
    },
  }).data;
  if (!last) return null;
  const hidden = linkedFields(type);
  const told = type.fields.filter(({ name, rule }) => !hidden.has(name) && rule.refersTo === "");
  const facts = factsOf(told, last.values, reader);
  return (
    <p className={styles["lastTime"]}>
      <strong>{text.lastTime(reader.format.day({ days: last.day }))}</strong>{" "}
      {facts.map(({ label, text: value }) => `${label}: ${value}`).join(" · ")}
    </p>
  );
}
