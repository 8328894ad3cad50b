import { useEffect, useRef } from "react";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { reportedIn, type Receipt, type Reported } from "@/reports/receipts.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Links.module.css";
import { linkTexts } from "./texts.ts";

interface Props {
  readonly receipt: Receipt;
  /** It was sent just now, and not some time ago. */
  readonly isNew?: boolean;
}

type Line = readonly [label: string, text: string];

/** The lines of a receipt, in the reader's words. */
function useLines({ kind, partner, from, to, number, at }: Receipt): Line[] {
  const text = useText(linkTexts);
  const { kinds, otherKind } = useText(reportTexts);
  const { format } = useLocale();
  const lines: Line[] = [
    [text.report, kinds[kind] ?? otherKind(kind)],
    [text.period, format.period(from, to)],
    [text.partner, partner],
    [text.sentAt, at ? format.instant(at) : ""],
    [text.number, number],
  ];
  return lines.filter(([, words]) => words !== "");
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className={styles["receipt"]}>
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function linesOf({ facts }: Reported): Line[] {
  return facts.map(({ label, text }) => [label, text] as const);
}

function inWords(title: string, lines: readonly Line[]): string {
  return [title, ...lines.map(([label, words]) => `${label}: ${words}`)].join("\n");
}

/** What a partner keeps of a report that is in: to print, or to pass on from the phone. */
export function ReceiptPage({ receipt, isNew = false }: Props) {
  const text = useText(linkTexts);
  const words = useText(reportTexts);
  const toast = useToast();
  const reader = useLocale();
  const lines = useLines(receipt);
  const reported = reportedIn(receipt.draft, reader);
  const top = useRef<HTMLDivElement>(null);
  // The form is gone, and with it the place where the reader was.
  useEffect(() => {
    if (isNew) top.current?.focus();
  }, [isNew]);
  const share = async () => {
    const parts = receipt.isNil
      ? [words.nil]
      : reported.map((one) => inWords(one.title, linesOf(one)));
    const whole = [inWords(text.receipt, lines), ...parts].join("\n\n");
    try {
      // Browsers without it, such as those inside of messengers, can copy.
      if ("share" in navigator) await navigator.share({ title: text.receipt, text: whole });
      else {
        await (navigator as Navigator).clipboard.writeText(whole);
        toast(text.copied);
      }
    } catch (error) {
      // Whoever closes the list of programs has changed their mind.
      const isCancelled = error instanceof Error && error.name === "AbortError";
      if (!isCancelled) toast(text.cannotShare, "failed");
    }
  };
  return (
    <div ref={top} tabIndex={-1} className={styles["content"]} role="status">
      <PageHeader
        title={isNew ? text.sentTitle : text.trouble.used.title}
        lead={
          <>
            <p>{isNew ? text.sentLead : text.sentBefore}</p>
            <p>{text.mistake}</p>
          </>
        }
      />
      <Panel title={text.receipt}>
        <Lines lines={lines} />
      </Panel>
      {receipt.isNil ? <Panel title={words.nil}>{text.nilSent}</Panel> : null}
      {reported.map((one, index) => (
        <Panel key={`${one.title} ${index}`} title={one.title}>
          <Lines lines={linesOf(one)} />
        </Panel>
      ))}
      <div data-print="no" className={styles["ways"]}>
        <Button onPress={() => void share()}>{text.share}</Button>
        <Button onPress={() => window.print()}>{text.print}</Button>
      </div>
    </div>
  );
}
