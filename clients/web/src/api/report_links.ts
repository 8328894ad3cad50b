import { createClient } from "@connectrpc/connect";
import { queryOptions } from "@tanstack/react-query";
import { ReportLinkService, type ReportLink } from "@/gen/anchorledger/api/v1/report_link_pb";
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
