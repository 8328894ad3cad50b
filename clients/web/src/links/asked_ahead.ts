// What scripts/ahead.mjs asked for while the first script was on its way. Each answer serves once:
// a later call asks anew.

interface AskedAhead {
  readonly link: string;
  session?: Promise<Response> | undefined;
  report?: Promise<Response> | undefined;
}

function asked(): AskedAhead | undefined {
  return (globalThis as { anchorledgerAhead?: AskedAhead }).anchorledgerAhead;
}

/** The exchange of this link for a session. */
export function takeSession(link: string): Promise<Response> | undefined {
  const ahead = asked();
  if (ahead?.link !== link) return undefined;
  const { session } = ahead;
  ahead.session = undefined;
  return session;
}

const REPORT = "/anchorledger.api.v1.ReportLinkService/GetLinkedReport";

/** As `fetch`, but the report of the link whose session was taken is there already. Where that
 * failed, it is asked for. */
export async function fetchAhead(...call: Parameters<typeof fetch>): Promise<Response> {
  const ahead = asked();
  const report = ahead?.report;
  if (!ahead || !report || ahead.session || !String(call[0]).endsWith(REPORT)) {
    return fetch(...call);
  }
  ahead.report = undefined;
  const answer = await report.catch(() => undefined);
  return answer?.ok ? answer : fetch(...call);
}
