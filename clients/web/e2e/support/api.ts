// Calls a daemon as a program would: to prepare what a person finds, and to see what is recorded.
import type { Daemon, Person } from "./daemon.ts";

export async function call<Answer = Record<string, unknown>>(
  daemon: Pick<Daemon, "origin" | "tokens">,
  person: Person,
  method: string,
  request: object,
): Promise<Answer> {
  const response = await fetch(`${daemon.origin}/anchorledger.api.v1.${method}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${daemon.tokens[person]}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`${method}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

interface Page {
  readonly events?: readonly { readonly payload?: Readonly<Record<string, unknown>> }[];
  readonly nextPageToken?: string;
}

/** How many events of a type, such as "hireRecorded", the ledger holds: by reading all of it. */
export async function eventCount(daemon: Daemon, payload: string): Promise<number> {
  let count = 0;
  let pageToken = "";
  do {
    const request = { pageSize: 1000, pageToken };
    const page = await call<Page>(daemon, "everything", "EventService/ListEvents", request);
    const found = page.events?.filter((event) => event.payload && payload in event.payload);
    count += found?.length ?? 0;
    pageToken = page.nextPageToken ?? "";
  } while (pageToken !== "");
  return count;
}
