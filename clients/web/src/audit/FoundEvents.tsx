import { FirstSteps } from "@/app/FirstSteps.tsx";
import { stringifySearch } from "@/app/search.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import styles from "./Audit.module.css";
import { EventTable } from "./EventTable.tsx";
import type { Aftermath } from "./aftermath.ts";
import { useAftermath } from "./marks.ts";
import { searchFromEvents, type EventSearch } from "./search.ts";
import { auditTexts } from "./texts.ts";
import { useEventList, type EventList as Found } from "./useEventList.ts";

interface Props {
  /** A component that shows another search is to have another key. */
  readonly search: EventSearch;
}

/** The events of a search, read on as one scrolls, with what became of them; new ones appear. */
export function FoundEvents({ search }: Props) {
  const text = useText(auditTexts);
  const aftermath = useAftermath(search);
  const found = useEventList(search, undefined, aftermath);
  if (found.isPending) return <Loading lines={8} />;
  if (found.error && found.events.length === 0) {
    return <ErrorState error={found.error} onRetry={found.retry} />;
  }
  const address = searchFromEvents(search);
  const { known } = address;
  return (
    <>
      {found.events.length === 0 && found.isComplete ? <NoEvents search={search} /> : null}
      {found.events.length === 0 && found.isPaused ? (
        <Empty title={text.notYet}>{text.notYetHelp}</Empty>
      ) : null}
      {found.events.length === 0 ? null : (
        <EventTable
          events={found.events}
          aftermath={aftermath}
          onNearEnd={found.more}
          remember={stringifySearch(address)}
          search={known ? { known } : undefined}
        />
      )}
      {found.error ? <ErrorState error={found.error} onRetry={found.retry} /> : null}
      <Foot found={found} aftermath={aftermath} />
    </>
  );
}

// What only orders the list narrows it to nothing.
function NoEvents({ search }: Props) {
  const text = useText(auditTexts);
  const asked = searchFromEvents({ ...search, oldestFirst: false });
  if (Object.keys(asked).length > 0) return <Empty title={text.empty}>{text.emptyHelp}</Empty>;
  return (
    <Empty title={text.nothing}>
      <FirstSteps />
    </Empty>
  );
}

function Foot({ found, aftermath }: { found: Found; aftermath: Aftermath }) {
  const text = useText(auditTexts);
  const format = useFormat();
  const count = format.integer(found.events.length);
  const looked = format.integer(found.looked);
  return (
    <div className={styles["foot"]}>
      <span role="status">
        {found.isComplete ? text.shownAll(count) : text.shown(count)}
        {found.looked > found.events.length ? `; ${text.looked(looked)}` : ""}
        {found.isReading ? ` · ${text.reading}` : ""}
      </span>
      {found.isPaused ? (
        <Button onPress={found.goOn}>{text.goOn}</Button>
      ) : null}
      {found.isOutrun ? (
        <>
          <span>{text.outrun}</span>
          <Button onPress={found.restart}>{text.restart}</Button>
        </>
      ) : null}
      {aftermath.unknownUpTo > 0n && found.events.length > 0 ? (
        <span>{text.marksUnknown(aftermath.unknownUpTo.toString())}</span>
      ) : null}
    </div>
  );
}
