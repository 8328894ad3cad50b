// Where a thing is to be looked at that an event names.

/** An address of a page, as links take it. */
export interface ThingPath {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

// What has a page of its own, by its kind as in the rules of the contract.
const pages: Readonly<Record<string, string>> = {
  anchor: "anchors",
  partner: "partners",
  partnership: "partnerships",
  supplier: "suppliers",
  investment: "investments",
  import_batch: "batches",
  event: "events",
};

// What is known by its events only: the first part of the name of their stream.
const streams: Readonly<Record<string, string>> = {
  purchase: "purchase",
  contract: "contract",
  allocation: "allocation",
  cohort: "cohort",
  report: "report",
  geography: "geography",
  reference_set: "reference-set",
  import_profile: "import-profile",
  capacity_building: "capacity",
};

/** The page of a thing, or the list of its events; undefined where there is neither. */
export function thingPath(kind: string, id: string): ThingPath | undefined {
  if (id === "") return undefined;
  const page = pages[kind];
  if (page !== undefined) return { to: `/${page}/${encodeURIComponent(id)}` };
  const stream = streams[kind];
  if (stream === undefined) return undefined;
  return { to: "/events", search: { stream: `${stream}/${id}` } };
}

/** The thing that a stream such as "investment/loan-7" is about, where it has a page of its own. */
export function pageOfStream(stream: string): ThingPath | undefined {
  const cut = stream.indexOf("/");
  const kind = stream.slice(0, Math.max(cut, 0)).replaceAll("-", "_");
  return kind in pages ? thingPath(kind, stream.slice(cut + 1)) : undefined;
}
