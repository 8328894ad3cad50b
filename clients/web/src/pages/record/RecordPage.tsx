import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  eventTypeNamed,
  eventTypes,
  groupOf,
  mayRecord,
  type EventType,
} from "@/forms/definitions.ts";
import { eventDraftKey, eventTypeOfDraft, type Draft } from "@/forms/drafts.ts";
import { eventTitle, groupTitle } from "@/forms/texts/labels.ts";
import { useDraftStore } from "@/forms/useDraft.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./Record.module.css";
import { recordTexts } from "./texts.ts";

/** Words without case and accents, so that "prestamo" finds "préstamo". */
function plainWords(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function groupsOf(types: readonly EventType[]): Map<string, EventType[]> {
  const groups = new Map<string, EventType[]>();
  for (const type of types) {
    groups.set(groupOf(type), [...(groups.get(groupOf(type)) ?? []), type]);
  }
  return groups;
}

function Drafts() {
  const text = useText(recordTexts);
  const format = useFormat();
  const { language } = useLocale();
  const store = useDraftStore();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => store.list(eventDraftKey("")));
  const known = drafts.flatMap((draft) => {
    const type = eventTypeNamed(eventTypeOfDraft(draft));
    return type ? [{ draft, type, title: eventTitle(type, language) }] : [];
  });
  if (known.length === 0) return null;
  return (
    <Panel title={text.drafts} lead={text.draftsLead}>
      <ul className={styles["drafts"]}>
        {known.map(({ draft, type, title }) => (
          <li key={draft.key}>
            <div>
              <Link to={`/record/${type.name}`}>
                {text.draftOf(title, format.instant(new Date(draft.savedAt)))}
              </Link>
              {draft.sent ? <p className={styles["warning"]}>{text.mayHaveBeenSent}</p> : null}
            </div>
            {draft.sent ? null : (
              <Button
                kind="quiet"
                aria-label={text.discard(title)}
                onPress={() => {
                  store.remove(draft.key);
                  setDrafts((all) => all.filter(({ key }) => key !== draft.key));
                }}
              >
                {text.discardShort}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Everything that may be recorded, by what happened. */
export default function RecordPage() {
  const text = useText(recordTexts);
  const { language } = useLocale();
  const { roles } = useSession();
  const [search, setSearch] = useState("");
  const own = eventTypes.filter((type) => mayRecord(type, roles));
  const words = plainWords(search).split(/\s+/);
  const found = own.filter((type) => {
    const title = plainWords(`${eventTitle(type, language)} ${type.rule.title}`);
    return words.every((word) => title.includes(word));
  });
  if (own.length === 0) return <PageHeader title={text.title} lead={text.noRight} />;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Drafts />
      <div className={styles["search"]}>
        <TextField label={text.search} type="search" value={search} onChange={setSearch} />
      </div>
      {found.length === 0 ? (
        <Empty title={text.nothing}>
          <p>{text.nothingHelp}</p>
        </Empty>
      ) : null}
      <div className={styles["groups"]}>
        {[...groupsOf(found)].map(([group, types]) => (
          <Panel key={group} title={groupTitle(group, language)}>
            <ul className={styles["kinds"]}>
              {types.map((type) => (
                <li key={type.name}>
                  <Link to={`/record/${type.name}`}>{eventTitle(type, language)}</Link>
                </li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </>
  );
}
