import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@tanstack/react-query";
import { linkIdOf, linkQuery } from "@/api/report_links.ts";
import { useNames } from "@/audit/useNames.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import type { ReportLink } from "@/gen/anchorledger/api/v1/report_link_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { eventPageTexts } from "./texts.ts";

/** Of an event that came by a link: who let it in. Nothing for any other event. */
export function LinkOfEvent({ event }: { event: RecordedEvent }) {
  const text = useText(eventPageTexts).link;
  const linkId = linkIdOf(event.header?.actorRef ?? "");
  const link = useQuery({ ...linkQuery(linkId ?? ""), enabled: linkId !== undefined });
  if (linkId === undefined) return null;
  return (
    <div>
      <dt>{text.title}</dt>
      <dd>
        {link.isPending ? text.asking : link.data ? <Maker link={link.data} /> : text.notShown}
      </dd>
    </div>
  );
}

function Maker({ link }: { link: ReportLink }) {
  const text = useText(eventPageTexts).link;
  const format = useFormat();
  const nameOf = useNames();
  const { createdByActorId, createdByOrganisationId, createdAt, expiresAt } = link;
  const organisation = nameOf("anchor", createdByOrganisationId) ?? createdByOrganisationId;
  return text.madeBy(
    `${createdByActorId}, ${organisation}`,
    createdAt ? format.instant(timestampDate(createdAt)) : "",
    expiresAt ? format.instant(timestampDate(expiresAt)) : "",
  );
}
