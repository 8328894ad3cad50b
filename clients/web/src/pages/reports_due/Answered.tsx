import { useState } from "react";
import { LateEventLink } from "@/events/LateEventLink.tsx";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { AnsweredReport } from "@/reports/due.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./ReportsDue.module.css";
import { reportsDueTexts } from "./texts.ts";

// As many as fit on a screen or two of a phone.
const AT_FIRST = 10;

interface Props {
  /** The newest first. */
  readonly reports: readonly AnsweredReport[];
  readonly nameOf: (report: AnsweredReport) => string;
}

/** Who has answered, when, and with what. */
export function Answered({ reports, nameOf }: Props) {
  const text = useText(reportsDueTexts);
  const [areAllShown, setAllShown] = useState(false);
  const shown = areAllShown ? reports : reports.slice(0, AT_FIRST);
  return (
    <Panel title={text.answered} lead={text.answeredLead}>
      <ul className={styles["links"]}>
        {shown.map((report) => (
          <Row key={report.reportId} report={report} name={nameOf(report)} />
        ))}
      </ul>
      {shown.length === reports.length ? null : (
        <Button onPress={() => setAllShown(true)}>{text.allAnswered(reports.length)}</Button>
      )}
    </Panel>
  );
}

function Row({ report, name }: { report: AnsweredReport; name: string }) {
  const text = useText(reportsDueTexts);
  const { kinds, otherKind } = useText(reportTexts);
  const format = useFormat();
  const { kind, period, receivedOn, dueOn, isNil, position } = report;
  const title = kinds[kind] ?? otherKind(kind);
  const daysLate = Math.max(0, receivedOn.days - dueOn.days);
  return (
    <li className={styles["link"]}>
      <span>
        <strong>{name}</strong>
        <br />
        <LateEventLink position={position}>
          {period.from && period.to ? `${title}, ${format.period(period.from, period.to)}` : title}
        </LateEventLink>
        {isNil ? ` · ${text.nil}` : null}
      </span>
      <span className={styles["soft"]}>{text.cameIn(format.day(receivedOn), daysLate)}</span>
    </li>
  );
}
