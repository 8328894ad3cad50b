import { toJson, type JsonObject } from "@bufbuild/protobuf";
import { useQueries, useQuery } from "@tanstack/react-query";
import { eventQuery } from "@/api/events.ts";
import { rowsQuery } from "@/api/imports.ts";
import { eventTypeNumbered } from "@/forms/definitions.ts";
import { factsOf } from "@/forms/facts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { ImportState, RowList, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import { EventPayloadSchema } from "@/gen/anchorledger/event/v1/envelope_pb";
import { PageButtons, usePages } from "@/imports/pages.tsx";
import { stepTexts } from "@/imports/step_texts.ts";
import type { Told } from "@/imports/vanished.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DownloadRows } from "./DownloadRows.tsx";
import { VanishedTable } from "./VanishedTable.tsx";

// Each row is looked up: a page of them stays small.
const PAGE_SIZE = 20;

/** What an event says, in the words of the language. */
function useTold() {
  const { language, format } = useLocale();
  return (event: RecordedEvent): Told => {
    const type = eventTypeNumbered(event.header?.eventType ?? 0);
    const json = event.payload
      ? toJson(EventPayloadSchema, event.payload, { useProtoFieldName: true })
      : {};
    const values = ((json as JsonObject)[type?.payload ?? ""] ?? {}) as JsonObject;
    const day = event.header?.effectiveOn;
    return {
      title: type ? eventTitle(type, language) : "",
      day: day ? format.day(day) : "",
      facts: factsOf(type?.fields ?? [], values, { language, format }),
    };
  };
}

/** Rows of an earlier file that are missing in this one, with what they recorded. */
export function Vanished({ one }: { one: Import }) {
  const words = useText(stepTexts);
  const format = useFormat();
  const told = useTold();
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
        <VanishedTable
          title={title}
          columns={rows.data.columns}
          rows={rows.data.rows.map((row, index) => {
            const event = events[index]?.data;
            return { row, told: event ? told(event) : event };
          })}
        />
      ) : null}
      <PageButtons pages={pages} next={rows.data?.nextPageToken ?? ""} />
    </Panel>
  );
}
