import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { eventQuery } from "@/api/events.ts";
import { rowsQuery } from "@/api/imports.ts";
import { eventTypeNumbered } from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { ImportState, RowList, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import cards from "@/imports/Cards.module.css";
import styles from "@/imports/Imports.module.css";
import { PageButtons, usePages } from "@/imports/pages.tsx";
import { stepTexts } from "@/imports/step_texts.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DownloadRows } from "./DownloadRows.tsx";

// Each row is looked up: a page of them stays small.
const PAGE_SIZE = 20;

/** What an event says, as label and value of each of its fields. */
function useContent() {
  const { language, format } = useLocale();
  return (event: RecordedEvent): string => {
    const type = eventTypeNumbered(event.header?.eventType ?? 0);
    if (!type || !event.payload) return "";
    const json = toJson(EventPayloadSchema, event.payload, { useProtoFieldName: true });
    const values = ((json as JsonObject)[type.payload] ?? {}) as JsonObject;
    const facts = factsOf(type.fields, values, { language, format });
    const told = facts.map(({ label, text }) => `${label}: ${text}`).join(" · ");
    return `${eventTitle(type, language)}. ${told}`;
  };
}

/** Rows of an earlier file that are missing in this one, with what they recorded. */
export function Vanished({ one }: { one: Import }) {
  const words = useText(stepTexts);
  const format = useFormat();
  const content = useContent();
  const pages = usePages();
  const list = RowList.VANISHED;
  const rows = useQuery(
    rowsQuery({ importId: one.importId, list, pageToken: pages.token, pageSize: PAGE_SIZE }),
  );
  const events = useQueries({
    queries: (rows.data?.rows ?? []).map(({ position }) => eventQuery(position)),
  });
  const { vanished = 0n, voided = 0n } = one.counts ?? {};
  const isOpen = one.dryRun && one.state === ImportState.COMPLETED;
  const title = words.vanished(format.integer(vanished));
  return (
    <Panel
      title={title}
      lead={isOpen ? words.vanishedLead : words.vanishedDone}
      actions={<DownloadRows one={one} list={list} label={words.downloadVanished} />}
    >
      {voided > 0n ? <p>{words.voided(format.integer(voided))}</p> : null}
      {rows.isPending ? <Loading /> : null}
      {rows.isError ? <ErrorState error={rows.error} onRetry={rows.refetch} /> : null}
      {rows.data ? (
        <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={title}>
          <table className={`${styles["table"]} ${cards["cards"]}`} role="table">
            <caption className="visually-hidden">{title}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col">{words.earlierLine}</th>
                <th scope="col">{words.day}</th>
                <th scope="col">{words.content}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.data.rows.map((row, index) => {
                const event = events[index]?.data;
                const day = event?.header?.effectiveOn;
                return (
                  <tr key={String(row.position)} role="row">
                    <td role="cell" data-align="right" data-label={words.earlierLine}>
                      {row.line > 0n ? String(row.line) : ""}
                    </td>
                    <td role="cell" className={styles["when"]} data-label={words.day}>
                      {day ? format.day(day) : ""}
                    </td>
                    <td role="cell" data-label={words.content}>
                      {event === undefined ? null : event === null ? (
                        words.gone
                      ) : (
                        <Link to={`/events/${event.position}`}>{content(event)}</Link>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
      <PageButtons pages={pages} next={rows.data?.nextPageToken ?? ""} />
    </Panel>
  );
}
