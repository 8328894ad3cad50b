// A link for a partner, and the message that it is sent with.
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { linkClient } from "@/api/report_links.ts";
import { now } from "@/clock.ts";
import type { Language } from "@/locale/catalogue.ts";
import { Format, today, type Day } from "@/locale/format.ts";
import { localeFor } from "@/locale/language.ts";
import type { DueReport } from "./due.ts";
import { messageTexts } from "./link_texts.ts";
import { reportTexts } from "./texts.ts";

const DAY_MS = 86_400_000;

/** For how many days a link may work. */
export const linkSpans = [7, 14, 30, 60, 90] as const;

/** What came of making a link. */
export interface Invitation {
  readonly report: DueReport;
  readonly address: string;
  readonly until: Date;
}

/** The shortest span that does not end before the report is due. */
export function spanUntil(dueOn: Day, now: Day = today()): number {
  const wanted = dueOn.days - now.days + 1;
  return linkSpans.find((days) => days >= 14 && days >= wanted) ?? 90;
}

/** Makes a link that works for so many days. Its secret is in the answer and nowhere else. */
export async function makeLink(report: DueReport, days: number): Promise<Invitation> {
  const until = now().getTime() + days * DAY_MS;
  const { reportId } = report;
  const expiresAt = timestampFromMs(until);
  const { secret } = await linkClient.createReportLink({ reportId, expiresAt });
  return { report, address: `${location.origin}/r#${secret}`, until: new Date(until) };
}

/** What to write to the partner, in a language, whichever one the sender reads. */
export function messageIn(language: Language, { report, address, until }: Invitation): string {
  const format = new Format(localeFor(language, navigator.languages));
  const { kinds, otherKind } = reportTexts[language];
  const { from, to } = report.period;
  return messageTexts[language].message({
    kind: kinds[report.kind] ?? otherKind(report.kind),
    period: to ? format.period(from, to) : "",
    due: format.day(report.dueOn),
    until: format.instant(until),
    address,
    isLate: report.dueOn.days < today().days,
  });
}
