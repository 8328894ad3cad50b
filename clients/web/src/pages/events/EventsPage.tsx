import { useCallback, useMemo } from "react";
import { useSearchState } from "@/app/useSearchState.ts";
import { FoundEvents } from "@/audit/FoundEvents.tsx";
import { PrintedFrom } from "@/audit/PrintedFrom.tsx";
import {
  eventSearchFrom,
  everything,
  searchFromEvents,
  type EventSearch,
} from "@/audit/search.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import styles from "./Events.module.css";
import { Filters } from "./Filters.tsx";
import { NamedLikeThat } from "./NamedLikeThat.tsx";
import { SaveFile } from "./SaveFile.tsx";
import { eventsPageTexts } from "./texts.ts";

const noEntries = Object.fromEntries(
  ["type", "partnership", "anchor", "batch", "stream", "from", "to", "rfrom", "rto", "known",
    "order", "actor", "org", "late", "supplier", "partner",
    "changed", "words"].map((name) => [name, undefined]),
);

/** All events, searched in every way that an auditor may ask. */
export default function EventsPage() {
  const text = useText(eventsPageTexts);
  const format = useFormat();
  const [address, setAddress] = useSearchState();
  const search = useMemo(() => eventSearchFrom(address), [address]);
  const asked = searchFromEvents(search);
  const key = JSON.stringify(asked);
  const change = useCallback(
    (next: Partial<EventSearch>) =>
      setAddress({ ...noEntries, ...searchFromEvents({ ...search, ...next }) }),
    [search, setAddress],
  );
  const isNarrowed = key !== JSON.stringify(searchFromEvents(everything));
  return (
    <>
      <PageHeader
        title={text.title}
        lead={text.lead}
        actions={
          <>
            {isNarrowed ? (
              <Button kind="quiet" onPress={() => setAddress(noEntries)}>
                {text.clear}
              </Button>
            ) : null}
            <SaveFile key={key} search={search} />
          </>
        }
      />
      <Filters search={search} onChange={change} />
      <NamedLikeThat words={search.words} />
      {search.known ? (
        <p className={styles["known"]}>{text.asKnown(format.day(search.known))}</p>
      ) : null}
      <FoundEvents key={key} search={search} />
      <PrintedFrom />
    </>
  );
}
