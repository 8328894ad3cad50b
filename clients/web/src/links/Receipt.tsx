import { useEffect, useRef } from "react";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { DueReport } from "@/reports/due.ts";
import type { Recorded } from "@/reports/outbox.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Links.module.css";
import { linkTexts } from "./texts.ts";

interface Props {
  readonly report: DueReport;
  readonly partner: string;
  readonly recorded: Recorded;
}

/** What a partner keeps of a report that is in. */
export function Receipt({ report, partner, recorded }: Props) {
  const text = useText(linkTexts);
  const { kinds, otherKind } = useText(reportTexts);
  const format = useFormat();
  const { from, to } = report.period;
  const top = useRef<HTMLDivElement>(null);
  // The form is gone, and with it the place where the reader was.
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1} className={styles["content"]} role="status">
      <PageHeader title={text.sentTitle} lead={text.sentLead} />
      <Panel title={text.receipt}>
        <dl className={styles["receipt"]}>
          <dt>{text.report}</dt>
          <dd>{kinds[report.kind] ?? otherKind(report.kind)}</dd>
          <dt>{text.period}</dt>
          <dd>{to ? format.period(from, to) : null}</dd>
          <dt>{text.partner}</dt>
          <dd>{partner}</dd>
          {recorded.at ? (
            <>
              <dt>{text.sentAt}</dt>
              <dd>{format.instant(recorded.at)}</dd>
            </>
          ) : null}
          <dt>{text.number}</dt>
          <dd>{`${recorded.logId}-${recorded.position}`}</dd>
        </dl>
      </Panel>
      <div data-print="no">
        <Button onPress={() => window.print()}>{text.print}</Button>
      </div>
    </div>
  );
}
