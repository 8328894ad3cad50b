import { useEffect, useState } from "react";
import { useAnchors, usePartners, usePartnerships } from "@/api/directory.ts";
import { EventTypeField } from "@/audit/EventTypeField.tsx";
import { searchFromEvents, type EventSearch } from "@/audit/search.ts";
import { useText } from "@/locale/Locale.tsx";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./Events.module.css";
import { eventsPageTexts } from "./texts.ts";

interface Props {
  readonly search: EventSearch;
  readonly onChange: (next: Partial<EventSearch>) => void;
}

// Long enough that the letters of a quickly typed word are one search.
const TYPING_MS = 400;

interface TypedProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Text that is searched for once it was typed. */
function Typed({ label, value, onChange }: TypedProps) {
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      onChange(typed);
      setTyped(undefined);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return <TextField label={label} value={typed ?? value} onChange={setTyped} />;
}

// What is looked for rarely; opened where an address asks for some of it.
const rare = [
  "rfrom", "rto", "known", "batch", "stream", "actor", "org", "late", "changed",
  "supplier", "partner",
];

/** Everything that can be searched for. */
export function Filters({ search, onChange }: Props) {
  const text = useText(eventsPageTexts);
  const asked = searchFromEvents(search);
  const [isOpen] = useState(() => rare.some((name) => name in asked));
  return (
    <div role="group" aria-label={text.search} data-print="no" className={styles["filters"]}>
      <Often search={search} onChange={onChange} />
      <details className={styles["further"]} open={isOpen}>
        <summary>{text.further}</summary>
        <Rarely search={search} onChange={onChange} />
        <p className={styles["note"]}>{text.days}</p>
      </details>
    </div>
  );
}

function Often({ search, onChange }: Props) {
  const text = useText(eventsPageTexts);
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const every = { value: "", label: text.every };
  return (
    <div className={styles["fields"]}>
      <Typed
        label={text.words}
        value={search.words}
        onChange={(words) => onChange({ words })}
      />
      <EventTypeField value={search.type} onChange={(type) => onChange({ type })} />
      <SelectField
        label={text.partnership}
        value={search.partnership}
        onChange={(partnership) => onChange({ partnership })}
        choices={[
          every,
          ...(partnerships.data ?? []).map(({ partnershipId, title }) => ({
            value: partnershipId,
            label: title,
          })),
        ]}
      />
      <SelectField
        label={text.anchor}
        value={search.anchor}
        onChange={(anchor) => onChange({ anchor })}
        choices={[
          every,
          ...(anchors.data ?? []).map(({ anchorId, legalName }) => ({
            value: anchorId,
            label: legalName,
          })),
        ]}
      />
      <DayField label={text.from} value={search.from} onChange={(from) => onChange({ from })} />
      <DayField label={text.to} value={search.to} onChange={(to) => onChange({ to })} />
      <SelectField
        label={text.order}
        value={search.oldestFirst ? "oldest" : ""}
        onChange={(order) => onChange({ oldestFirst: order === "oldest" })}
        choices={[
          { value: "", label: text.newest },
          { value: "oldest", label: text.oldest },
        ]}
      />
    </div>
  );
}

function Rarely({ search, onChange }: Props) {
  const text = useText(eventsPageTexts);
  const partners = usePartners();
  return (
    <div className={styles["fields"]}>
      <SelectField
        label={text.partner}
        value={search.partner}
        onChange={(partner) => onChange({ partner })}
        choices={[
          { value: "", label: text.everyPartner },
          ...(partners.data ?? []).map(({ partnerId, orgName }) => ({
            value: partnerId,
            label: orgName,
          })),
        ]}
      />
      <Typed
        label={text.supplier}
        value={search.supplier}
        onChange={(supplier) => onChange({ supplier })}
      />
      <Typed
        label={text.actor}
        value={search.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <Typed
        label={text.organisation}
        value={search.organisation}
        onChange={(organisation) => onChange({ organisation })}
      />
      <Typed
        label={text.batch}
        value={search.batch}
        onChange={(batch) => onChange({ batch })}
      />
      <Typed
        label={text.stream}
        value={search.stream}
        onChange={(stream) => onChange({ stream })}
      />
      <DayField
        label={text.recordedFrom}
        value={search.recordedFrom}
        onChange={(recordedFrom) => onChange({ recordedFrom })}
      />
      <DayField
        label={text.recordedTo}
        value={search.recordedTo}
        onChange={(recordedTo) => onChange({ recordedTo })}
      />
      <DayField
        label={text.known}
        value={search.known}
        onChange={(known) => onChange({ known })}
      />
      <SelectField
        label={text.late}
        value={search.lateOnly ? "yes" : ""}
        onChange={(late) => onChange({ lateOnly: late === "yes" })}
        choices={[
          { value: "", label: text.lateAll },
          { value: "yes", label: text.lateOnly },
        ]}
      />
      <SelectField
        label={text.changed}
        value={search.changedOnly ? "yes" : ""}
        onChange={(changed) => onChange({ changedOnly: changed === "yes" })}
        choices={[
          { value: "", label: text.changedAll },
          { value: "yes", label: text.changedOnly },
        ]}
      />
    </div>
  );
}
