import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { problemOf, type Problem } from "@/api/problem.ts";
import type { Partner } from "@/gen/anchorledger/api/v1/directory_pb";
import { csvLine, utf8Mark } from "@/files/csv.ts";
import { download } from "@/files/download.ts";
import { languages, type Language } from "@/locale/catalogue.ts";
import { isoFromDay, today } from "@/locale/format.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Copyable } from "@/reports/Copyable.tsx";
import type { DueReport } from "@/reports/due.ts";
import {
  linkSpans,
  makeLink,
  messageIn,
  spanUntil,
  type Invitation,
} from "@/reports/invitation.ts";
import { linkTexts } from "@/reports/link_texts.ts";
import { reportTexts } from "@/reports/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import styles from "./AskReport.module.css";
import { askReportTexts } from "./texts.ts";

interface Props {
  readonly reports: readonly DueReport[];
  readonly partners: readonly Partner[];
  readonly onAnother: () => void;
}

/** What was asked, and the links to send: all at once, each with a message to send it with. */
export function Invitations({ reports, partners, onAnother }: Props) {
  const text = useText(askReportTexts);
  const { format } = useLocale();
  const { kinds, otherKind } = useText(reportTexts);
  const [first] = reports;
  if (!first) return null;
  const names = new Map(partners.map(({ partnerId, orgName }) => [partnerId, orgName]));
  const nameOf = ({ partnerId }: DueReport) => names.get(partnerId) ?? partnerId;
  const { kind, period, dueOn } = first;
  const span = period.to ? format.period(period.from, period.to) : "";
  return (
    <>
      <Panel
        title={text.asked(reports.length)}
        lead={text.askedLead(kinds[kind] ?? otherKind(kind), span, format.day(dueOn))}
      >
        <div role="status">
          <ul className={styles["names"]}>
            {reports.map((report) => (
              <li key={report.reportId}>{nameOf(report)}</li>
            ))}
          </ul>
        </div>
        <div className={styles["buttons"]}>
          <Button autoFocus onPress={onAnother}>
            {text.another}
          </Button>
          <Link to="/reports-due">{text.back}</Link>
        </div>
      </Panel>
      <Panel title={text.links} lead={text.linksLead}>
        <LinkMaker reports={reports} dueOn={dueOn} nameOf={nameOf} />
      </Panel>
    </>
  );
}

/** Makes one link after the other; what failed is made by pressing again. */
function useLinkMaking(reports: readonly DueReport[]) {
  const [made, setMade] = useState<readonly Invitation[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const left = reports.filter((report) => !made.some((one) => one.report === report));
  const make = async (days: number) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      for (const report of left) {
        const one = await makeLink(report, days);
        setMade((all) => [...all, one]);
      }
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { made, left, isBusy, problem, make };
}

interface MakerProps {
  readonly reports: readonly DueReport[];
  readonly dueOn: DueReport["dueOn"];
  readonly nameOf: (report: DueReport) => string;
}

function LinkMaker({ reports, dueOn, nameOf }: MakerProps) {
  const text = useText(askReportTexts);
  const link = useText(linkTexts);
  const { format, language: reader } = useLocale();
  const { made, left, isBusy, problem, make } = useLinkMaking(reports);
  const [days, setDays] = useState(() => spanUntil(dueOn).toString());
  const [language, setLanguage] = useState<Language>(reader);
  const count = (value: number) => format.integer(value);
  return (
    <div className={styles["links"]}>
      <div className={styles["choose"]}>
        <SelectField
          label={link.lasts}
          choices={linkSpans.map((span) => ({ value: `${span}`, label: link.days(`${span}`) }))}
          value={days}
          isDisabled={isBusy || left.length === 0}
          onChange={setDays}
        />
        <SelectField
          label={text.language}
          choices={languages.map((one) => ({ value: one, label: text.languages[one] }))}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
        />
        {left.length === 0 ? null : (
          <Button kind="primary" isDisabled={isBusy} onPress={() => void make(Number(days))}>
            {text.make(left.length)}
          </Button>
        )}
      </div>
      <p role="status">
        {made.length > 0 ? text.making(count(made.length), count(reports.length)) : null}
      </p>
      {problem ? <ProblemState problem={problem} /> : null}
      {made.length > 1 && left.length === 0 ? (
        <SaveFile made={made} language={language} nameOf={nameOf} />
      ) : null}
      {made.map((invitation) => (
        <Made
          key={invitation.report.reportId}
          invitation={invitation}
          name={nameOf(invitation.report)}
          language={language}
        />
      ))}
      {made.length > 0 ? <p className={styles["soft"]}>{link.opened}</p> : null}
    </div>
  );
}

function Made(props: { invitation: Invitation; name: string; language: Language }) {
  const { invitation, name, language } = props;
  const text = useText(askReportTexts);
  const link = useText(linkTexts);
  const { format } = useLocale();
  return (
    <section className={styles["made"]} aria-label={name}>
      <h3>{name}</h3>
      <p className={styles["soft"]}>{text.until(format.instant(invitation.until))}</p>
      <Copyable label={link.address} words={invitation.address} isShort whose={name} />
      <Copyable
        label={text.message}
        words={messageIn(language, invitation)}
        language={language}
        whose={name}
      />
    </section>
  );
}

interface SaveProps {
  readonly made: readonly Invitation[];
  readonly language: Language;
  readonly nameOf: (report: DueReport) => string;
}

/** For a letter to many: one line a partner, as mail programs and spreadsheets read it. */
function SaveFile({ made, language, nameOf }: SaveProps) {
  const text = useText(askReportTexts);
  const { columns } = text;
  const save = () => {
    const lines = [
      csvLine([columns.partner, columns.address, columns.until, columns.message]),
      ...made.map((one) =>
        csvLine([
          nameOf(one.report),
          one.address,
          one.until.toISOString(),
          messageIn(language, one),
        ]),
      ),
    ];
    const content = new Blob([utf8Mark, ...lines], { type: "text/csv;charset=utf-8" });
    download(`${text.file}-${isoFromDay(today())}.csv`, content);
  };
  return (
    <div>
      <Button onPress={save}>{text.save}</Button>
    </div>
  );
}
