// What pages ask the server first, asked before their code is there. A request is the same, byte by
// byte, as the one that the page will make (test/ahead.test.ts), or the page asks for itself.
import { leave, type AskedAhead } from "@/api/asked_ahead.ts";
import { field, firstText, numberField, onlyList } from "./wire.ts";

const METRICS = "anchorledger.api.v1.MetricsService";
const PAGE_SIZE = 1000;
const METRICS_MAX = 100;
const BY_PHASE = [3];

type Headers = Readonly<Record<string, string>>;

function post(address: string, headers: Headers, body: BodyInit | null): Promise<Response> {
  return fetch(address, { method: "POST", headers, body, cache: "no-store" });
}

function send(method: string, headers: Headers, body: BodyInit | null): Promise<Response> {
  const all = {
    ...headers,
    "Content-Type": "application/proto",
    "Connect-Protocol-Version": "1",
    "Connect-Timeout-Ms": "30000",
  };
  return post(`/${method}`, all, body);
}

/** Asks, and leaves the answer for the page. */
function ask(ahead: AskedAhead, method: string, content: readonly number[]): Promise<Response> {
  const body = new Uint8Array(content);
  const answer = send(method, {}, body);
  answer.catch(() => undefined);
  ahead.calls.push({ method, body, answer });
  return answer;
}

/**
 * Exchanges a link, and asks for its report. The address differs from that of the session that
 * index.html asks for, which a browser would else try to answer this with. A refusal is said by the
 * page, which asks again.
 */
export function askForLinked(link: string): void {
  const json = { "Content-Type": "application/json" };
  const session = post("/session?ahead", json, JSON.stringify({ link }));
  const method = "anchorledger.api.v1.ReportLinkService/GetLinkedReport";
  const answer = session
    .then((answered) => answered.clone().json())
    .then(({ session: id }: { session: string }) =>
      send(method, { "Authorization": `Session ${id}` }, null),
    );
  session.catch(() => undefined);
  answer.catch(() => undefined);
  const calls = [{ method, body: new Uint8Array(), answer }];
  leave({ link, at: performance.now(), session, calls });
}

/** Which metrics there are, and then the values of all of them by phase. */
async function askForFigures(ahead: AskedAhead): Promise<void> {
  const listed = await ask(ahead, `${METRICS}/ListMetrics`, numberField(4, PAGE_SIZE));
  const metrics = onlyList(new Uint8Array(await listed.clone().arrayBuffer()));
  const ids = [...new Set(metrics?.map(firstText))];
  if (!listed.ok || ids.length === 0 || ids.length > METRICS_MAX || ids.includes("")) return;
  const query = [...field(3, BY_PHASE), ...field(4, [])];
  const request = [...ids.flatMap((id) => field(1, id)), ...field(2, query)];
  await ask(ahead, `${METRICS}/QueryMetrics`, request);
}

const ofReports = ["PartnerReportDue", "PartnerReportReceived", "EventVoided"];

/** What is due from the organisation of whoever is signed in. */
async function askForReports(ahead: AskedAhead, session: Promise<Response>): Promise<void> {
  const who = (await (await session).clone().json()) as { organisationId?: string };
  if (!who.organisationId) return;
  const filter = [...ofReports.flatMap((type) => field(2, type)), ...field(14, who.organisationId)];
  const request = [...field(1, filter), ...numberField(3, PAGE_SIZE)];
  await ask(ahead, "anchorledger.api.v1.EventService/ListEvents", request);
}

/** Who is signed in, and what the page at an address asks first. */
export function askForPage(path: string, search: string): void {
  const session = fetch("/session", { credentials: "same-origin", cache: "no-store" });
  const ahead: AskedAhead = { at: performance.now(), session, calls: [] };
  leave(ahead);
  session.catch(() => undefined);
  const asked: Promise<void>[] = [];
  if (path === "/overview" && search === "") asked.push(askForFigures(ahead));
  if (/^\/report(\/[^/]+)?$/.test(path)) asked.push(askForReports(ahead, session));
  // What fails is asked for again by the page, which says what is wrong.
  for (const one of asked) one.catch(() => undefined);
}
