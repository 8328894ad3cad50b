import { useSearchState } from "@/app/useSearchState.ts";
import { EventsOf } from "@/events/EventsOf.tsx";
import { eventTypes, groupOf } from "@/forms/definitions.ts";
import { groupTitle } from "@/forms/texts/labels.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./Money.module.css";
import { partnershipTexts } from "./texts.ts";

// What events are about, of which a partnership has any.
const groups = [...new Set(eventTypes.map(groupOf))].filter((group) => group !== "1");

/** Everything that is recorded of a partnership, by year. */
export function Timeline({ partnershipId }: { partnershipId: string }) {
  const text = useText(partnershipTexts).timeline;
  const { language } = useLocale();
  const [search, setSearch] = useSearchState();
  const group = groups.find((one) => one === search["about"]) ?? "";
  const types = group === "" ? [] : eventTypes.filter((type) => groupOf(type) === group);
  return (
    <Panel
      title={text.title}
      lead={text.lead}
      actions={
        <div className={styles["span"]} data-print="no">
          <SelectField
            label={text.about}
            value={group}
            onChange={(about) => setSearch({ about })}
            choices={[
              { value: "", label: text.all },
              ...groups.map((value) => ({ value, label: groupTitle(value, language) })),
            ]}
          />
        </div>
      }
    >
      <EventsOf
        filter={{ partnershipId, eventTypes: types.map(({ name }) => name) }}
        asTimeline
      />
    </Panel>
  );
}
