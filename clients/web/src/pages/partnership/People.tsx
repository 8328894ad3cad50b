import type { UseQueryResult } from "@tanstack/react-query";
import { OrganisationLink } from "@/directory/organisations.tsx";
import { enumText } from "@/directory/words.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { RoleSchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { PartyRoleSchema } from "@/gen/anchorledger/event/v1/partnership_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { partnershipTexts } from "./texts.ts";
import styles from "./People.module.css";
import { recordersOf } from "./recorders.ts";

interface Props {
  readonly partnership: Partnership;
  readonly stream: UseQueryResult<RecordedEvent[]>;
}

/** The organisations that are parties, and who of them recorded what: whom to ask. */
export function People({ partnership, stream }: Props) {
  const text = useText(partnershipTexts).people;
  return (
    <Panel title={text.title} lead={text.lead}>
      <div className={styles["sides"]}>
        <section aria-label={text.parties}>
          <h3>{text.parties}</h3>
          <Parties partnership={partnership} />
        </section>
        <section aria-label={text.recorders}>
          <h3>{text.recorders}</h3>
          {stream.isPending ? <Loading /> : null}
          {stream.isError ? (
            <ErrorState error={stream.error} onRetry={() => void stream.refetch()} />
          ) : null}
          {stream.data ? <Recorders events={stream.data} /> : null}
        </section>
      </div>
    </Panel>
  );
}

function Parties({ partnership }: { partnership: Partnership }) {
  const text = useText(partnershipTexts).people;
  const { language, format } = useLocale();
  const { leadAnchorId, parties } = partnership;
  const isNamed = parties.some(({ orgId }) => orgId === leadAnchorId);
  return (
    <ul className={styles["people"]}>
      {isNamed ? null : (
        <li>
          <OrganisationLink id={leadAnchorId} />
          <span>{text.leadAnchor}</span>
        </li>
      )}
      {parties.map(({ orgId, role, joinedOn }) => (
        <li key={`${orgId} ${role}`}>
          <OrganisationLink id={orgId} />
          <span>
            {enumText(PartyRoleSchema, role, language)}
            {joinedOn ? `, ${text.since(format.day(joinedOn))}` : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Recorders({ events }: { events: readonly RecordedEvent[] }) {
  const text = useText(partnershipTexts).people;
  const { language, format } = useLocale();
  return (
    <ul className={styles["people"]}>
      {recordersOf(events).map(({ actor, organisation, role, count, last }) => (
        <li key={`${actor} ${organisation} ${role}`}>
          <span className={styles["actor"]}>{actor}</span>
          <span>
            <OrganisationLink id={organisation} />
            {`, ${enumText(RoleSchema, role, language)}. `}
            {text.recorded(format.integer(count), count, last ? format.instant(last) : "")}
          </span>
        </li>
      ))}
    </ul>
  );
}
