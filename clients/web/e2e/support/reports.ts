// Reports that a partner owes, and how a partner without a signal sends one.
import { call } from "./api.ts";
import { timeZone, type Visitor } from "./browser.ts";
import type { Daemon } from "./daemon.ts";

const MS_PER_DAY = 86_400_000;

/** A day as the contract counts them. */
export function daysOf(time: number): number {
  return Math.floor(time / MS_PER_DAY);
}

/** Today where the browser is. */
function todayThere(): number {
  // Swedish days are ISO days.
  return daysOf(Date.parse(new Date().toLocaleDateString("sv-SE", { timeZone })));
}

export interface Due {
  readonly reportId: string;
  readonly reportKind: "jobs" | "annual";
  /** First and last day of the time that it is about. */
  readonly about: readonly [number, number];
  /** Days from today; before today is late. */
  readonly dueIn: number;
}

/** Records that the market owes these reports. */
export async function makeDue(
  daemon: Pick<Daemon, "origin" | "tokens">,
  reports: readonly Due[],
): Promise<void> {
  const today = todayThere();
  const events = reports.map(({ reportId, reportKind, about: [from, to], dueIn }) => ({
    any: {},
    visibility: "VISIBILITY_PARTNERS",
    partnershipId: "bartlett-place",
    anchorId: "boston-medical-center",
    payload: {
      partnerReportDue: {
        reportId, reportKind, partnerId: "bartlett-market", reminderNo: 0,
        period: { from: { days: from }, to: { days: to } },
        dueOn: { days: today + dueIn },
      },
    },
  }));
  const request = { requestId: `due-${reports[0]?.reportId}`, events };
  await call(daemon, "everything", "EventService/AppendEvents", request);
}

/** Sends the Spanish form on the screen while there is no signal; the signal comes back. */
export async function sendWithoutSignal(visitor: Visitor, picture: string): Promise<void> {
  const { page } = visitor;
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Enviar el informe" }).click();
  await page.getByText("Se envía en cuanto vuelva la conexión").waitFor();
  await visitor.expectAccessible();
  await visitor.shoot(picture);
  await page.context().setOffline(false);
}
