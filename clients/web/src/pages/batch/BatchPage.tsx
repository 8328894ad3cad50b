import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { streamQuery } from "@/api/events.ts";
import { FoundEvents } from "@/audit/FoundEvents.tsx";
import { PrintedFrom } from "@/audit/PrintedFrom.tsx";
import { typeOf } from "@/audit/reading.ts";
import { everything } from "@/audit/search.ts";
import { useEventList } from "@/audit/useEventList.ts";
import { useWho } from "@/audit/useWho.ts";
import { recordedVersion } from "@/forms/corrections.ts";
import { factsOf } from "@/forms/facts.ts";
import { FactList } from "@/forms/ui/FactList.tsx";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import importPage from "../import_one/page.ts";
import styles from "./Batch.module.css";
import { batchRecords } from "./records.ts";
import { batchTexts } from "./texts.ts";

// The heading of the page says these.
const saidAlready = new Set(["batch_id", "state", "file_name"]);

/** Who recorded it and when, and all that it says. */
function Record(props: { event: RecordedEvent; words: (when: string, who: string) => string }) {
  const format = useFormat();
  const { language } = useLocale();
  const text = useText(batchTexts);
  const who = useWho();
  const { event } = props;
  const type = typeOf(event);
  const when = event.recordedAt ? format.instant(timestampDate(event.recordedAt)) : "";
  return (
    <>
      <p>
        {props.words(when, who(event))}{" "}
        <Link to={`/events/${event.position}`}>{text.event(event.position.toString())}</Link>
      </p>
      {type ? (
        <div className={styles["facts"]}>
          <FactList
            facts={factsOf(
              type.fields.filter(({ name }) => !saidAlready.has(name)),
              recordedVersion(event, type).values,
              { language, format },
            )}
          />
        </div>
      ) : null}
    </>
  );
}

/** A batch as the log holds it: the import, its undo where there is one, and its events. */
export default function BatchPage() {
  const text = useText(batchTexts);
  const { roles } = useSession();
  const { batch = "" } = useParams({ strict: false }) as { batch?: string };
  const stream = useQuery(streamQuery(`import-batch/${batch}`));
  const search = useMemo(() => ({ ...everything, batch, oldestFirst: true }), [batch]);
  const found = useEventList(search);
  if (stream.isPending) return <Loading lines={6} isPage />;
  if (stream.isError) return <ErrorState error={stream.error} onRetry={stream.refetch} isPage />;
  const { begun, last, undone, fileName, state } = batchRecords(stream.data);
  if (!begun && found.isComplete && found.events.length === 0) {
    return (
      <PageHeader
        title={text.none}
        lead={text.noneHelp}
        actions={<Link to="/events">{text.toEvents}</Link>}
      />
    );
  }
  const mayImport = importPage.roles?.some((role) => roles.includes(role)) ?? true;
  return (
    <>
      <PageHeader
        title={fileName === "" ? text.title(batch) : fileName}
        lead={`${text.states[state]} ${batch}`}
        actions={
          begun && mayImport ? <Link to={`/import/${batch}`}>{text.toImport}</Link> : null
        }
      />
      {last && begun ? (
        <Panel title={text.imported}>
          <Record event={last} words={begun === last ? text.begun : text.finished} />
        </Panel>
      ) : null}
      {undone ? (
        <Panel title={text.undone} lead={text.undoneLead}>
          <Record event={undone} words={text.undoneBy} />
        </Panel>
      ) : null}
      <Panel
        title={text.events}
        lead={undone ? text.eventsUndone : undefined}
        actions={
          <Link to="/events" search={{ batch } as never}>
            {text.search}
          </Link>
        }
      >
        <FoundEvents key={batch} search={search} />
      </Panel>
      <PrintedFrom />
    </>
  );
}
