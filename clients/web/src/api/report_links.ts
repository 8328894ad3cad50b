import { createClient } from "@connectrpc/connect";
import { queryOptions } from "@tanstack/react-query";
import { ReportLinkService, type ReportLink } from "@/gen/anchorledger/api/v1/report_link_pb";
import { problemOf } from "./problem.ts";
import { transport } from "./transport.ts";

export const linkClient = createClient(ReportLinkService, transport);

const linksKey = "report links";

async function allLinks(reportId: string, signal: AbortSignal): Promise<ReportLink[]> {
  const found: ReportLink[] = [];
  let pageToken = "";
  do {
    const page = await linkClient.listReportLinks(
      { reportId, pageSize: 1000, pageToken },
      { signal },
    );
    found.push(...page.links);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return found;
}

/** The links of one report. They change by no event: whoever makes or ends one says so. */
export function linksQuery(reportId: string) {
  return queryOptions({
    queryKey: [linksKey, reportId],
    queryFn: ({ signal }) => allLinks(reportId, signal),
  });
}

/** The link that an actor of an event stands for; undefined where it is a person or a program. */
export function linkIdOf(actorRef: string): string | undefined {
  return /^link-([0-9a-f]{16})$/.exec(actorRef)?.[1];
}

// Who may see no links at all is told the same as where there is none to see.
async function linkOfId(linkId: string, signal: AbortSignal): Promise<ReportLink | null> {
  try {
    const page = await linkClient.listReportLinks({ linkId, pageSize: 1 }, { signal });
    return page.links[0] ?? null;
  } catch (error) {
    if (problemOf(error).reason === "PERMISSION_DENIED") return null;
    throw error;
  }
}

/** One link, with who made it; null where the reader may not see it, or it is kept no longer. */
export function linkQuery(linkId: string) {
  return queryOptions({
    queryKey: [linksKey, "of id", linkId],
    queryFn: ({ signal }) => linkOfId(linkId, signal),
  });
}
