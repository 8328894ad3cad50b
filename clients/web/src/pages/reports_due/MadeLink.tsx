import { useMemo } from "react";
import { languages, type Language } from "@/locale/catalogue.ts";
import { Format } from "@/locale/format.ts";
import { localeFor } from "@/locale/language.ts";
import { useText } from "@/locale/Locale.tsx";
import type { DueReport } from "@/reports/due.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { Labelled } from "@/ui/Labelled.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./ReportsDue.module.css";
import { messageTexts, reportsDueTexts } from "./texts.ts";

interface Props {
  readonly report: DueReport;
  readonly address: string;
  readonly until: Date;
  readonly onDone: () => void;
}

function messageIn(language: Language, { report, address, until }: Props): string {
  const format = new Format(localeFor(language, navigator.languages));
  const { kinds, otherKind } = reportTexts[language];
  const { from, to } = report.period;
  return messageTexts[language].message({
    kind: kinds[report.kind] ?? otherKind(report.kind),
    period: to ? format.period(from, to) : "",
    due: format.day(report.dueOn),
    until: format.instant(until),
    address,
  });
}

/** A new link, which is shown this once, and what to write beside it. */
export function MadeLink(props: Props) {
  const text = useText(reportsDueTexts);
  const messages = useMemo(
    () => languages.map((language) => [language, messageIn(language, props)] as const),
    [props],
  );
  return (
    <div className={styles["made"]} role="status">
      <p>{text.made}</p>
      <Copyable label={text.address} words={props.address} isShort />
      {messages.map(([language, words]) => (
        <Copyable
          key={language}
          label={text.messages[language]}
          words={words}
          language={language}
        />
      ))}
      <p className={styles["soft"]}>{text.opened}</p>
      <div>
        <Button onPress={props.onDone}>{text.done}</Button>
      </div>
    </div>
  );
}

interface CopyableProps {
  readonly label: string;
  readonly words: string;
  readonly language?: Language;
  readonly isShort?: boolean;
}

function Copyable({ label, words, language, isShort }: CopyableProps) {
  const text = useText(reportsDueTexts);
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => toast(text.copied),
      () => toast(text.cannotCopy, "failed"),
    );
  return (
    <div className={styles["copyable"]}>
      <Labelled label={label}>
        {(names) => (
          <textarea
            {...names}
            readOnly
            lang={language}
            className={styles["text"]}
            data-short={isShort}
            value={words}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Labelled>
      <Button aria-label={`${text.copy}: ${label}`} onPress={() => void copy()}>
        {text.copy}
      </Button>
    </div>
  );
}
