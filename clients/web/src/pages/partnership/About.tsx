import { inForceByDay } from "@/events/in_force.ts";
import { Attributes } from "@/directory/Attributes.tsx";
import { useGeographyName } from "@/directory/geographies.ts";
import { OrganisationLink } from "@/directory/organisations.tsx";
import { entryTexts } from "@/directory/texts.ts";
import { enumText } from "@/directory/words.ts";
import { factsOf } from "@/forms/facts.ts";
import type { Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { StrategySchema } from "@/gen/anchorledger/event/v1/enums_pb";
import { CwbModelSchema } from "@/gen/anchorledger/event/v1/partnership_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { partnershipTexts } from "./texts.ts";

interface Props {
  readonly partnership: Partnership;
  readonly stream: readonly RecordedEvent[];
}

/** What the partnership is and what it rests on. */
export function About({ partnership, stream }: Props) {
  const text = useText(partnershipTexts).about;
  const entry = useText(entryTexts);
  const { language, format } = useLocale();
  const placeName = useGeographyName();
  const strategies = partnership.strategies.map((one) => enumText(StrategySchema, one, language));
  const formed = inForceByDay(stream).findLast(({ type }) => type.name === "PartnershipFormed");
  // What was agreed on, as it was recorded when the partnership was formed.
  const agreed = formed ? factsOf(formed.type.fields, formed.values, { language, format }) : [];
  return (
    <Attributes
      of={[
        { label: entry.id, value: partnership.partnershipId },
        { label: text.model, value: enumText(CwbModelSchema, partnership.cwbModel, language) },
        { label: text.strategies, value: format.list(strategies) },
        { label: text.place, value: placeName(partnership.geoId) },
        { label: text.leadAnchor, value: <OrganisationLink id={partnership.leadAnchorId} /> },
        {
          label: text.leadPartner,
          value: partnership.leadPartnerId ? (
            <OrganisationLink id={partnership.leadPartnerId} />
          ) : (
            text.notFoundYet
          ),
        },
        {
          label: text.formed,
          value: formed ? format.day({ days: formed.day }) : partnership.formed ? "" : text.notYet,
        },
        ...agreed.map(({ label, text: value }) => ({ label, value })),
      ]}
    />
  );
}
