import { useEffect, useState } from "react";
import { useAnchors, usePartnerships } from "@/api/directory.ts";
import type { Search } from "@/app/search.ts";
import { useGeographies } from "@/directory/geographies.ts";
import { enumChoices } from "@/directory/words.ts";
import { PhaseSchema, StrategySchema, SupplierClassSchema } from
  "@/gen/anchorledger/event/v1/enums_pb";
import { InstrumentSchema } from "@/gen/anchorledger/event/v1/investing_pb";
import { CwbModelSchema } from "@/gen/anchorledger/event/v1/partnership_pb";
import { PartnerKindSchema } from "@/gen/anchorledger/event/v1/registry_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { SelectField, type Choice } from "@/ui/SelectField.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./DirectoryPage.module.css";
import { filtersOf, kindOf, type FilterWord } from "./kinds.ts";
import { directoryTexts } from "./texts.ts";

interface Props {
  readonly search: Search;
  readonly onChange: (change: Record<string, string>) => void;
}

const WIDE = "(min-width: 40rem)";

/** What narrows the list: words of the name, place, kind. */
export function Filters({ search, onChange }: Props) {
  const text = useText(directoryTexts);
  const kind = kindOf(search);
  const words = filtersOf[kind];
  // On a phone the list comes first, unless the address narrows it already.
  const [isOpen] = useState(
    () => matchMedia(WIDE).matches || words.some((word) => (search[word] ?? "") !== ""),
  );
  return (
    <div data-print="no">
      <div className={styles["search"]}>
        <SlowText
          label={text.search}
          help={text.searchHelp[kind]}
          value={search["q"] ?? ""}
          onChange={(q) => onChange({ q })}
        />
      </div>
      {words.length === 0 ? null : (
        <details className={styles["narrow"]} open={isOpen}>
          <summary>{text.narrow}</summary>
          <div className={styles["filters"]}>
            {words.map((word) =>
              word === "place" ? (
                <SlowText
                  key={word}
                  label={text.filters.place}
                  help={text.placeHelp}
                  value={search["place"] ?? ""}
                  onChange={(place) => onChange({ place })}
                />
              ) : (
                <ChoiceFilter
                  key={word}
                  word={word}
                  value={search[word] ?? ""}
                  onChange={(value) => onChange({ [word]: value })}
                />
              ),
            )}
          </div>
        </details>
      )}
    </div>
  );
}

const PAUSE_MS = 250;

/** A line of text that is passed on when the person pauses. */
function SlowText(props: {
  label: string;
  help: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { value, onChange } = props;
  const [entered, setEntered] = useState(value);
  const [passedOn, setPassedOn] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // The address was changed from elsewhere: by a link, or by going back.
    if (value !== passedOn) setEntered(value);
  }
  useEffect(() => {
    if (entered === value) return undefined;
    const timer = setTimeout(() => {
      setPassedOn(entered);
      onChange(entered);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [entered, value, onChange]);
  return (
    <TextField
      type="search"
      label={props.label}
      help={props.help}
      value={entered}
      onChange={setEntered}
    />
  );
}

interface ChoiceProps {
  readonly word: Exclude<FilterWord, "place">;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ChoiceFilter({ word, value, onChange }: ChoiceProps) {
  const text = useText(directoryTexts);
  const choices = useChoices(word);
  return (
    <SelectField
      label={text.filters[word]}
      value={value}
      onChange={onChange}
      choices={[{ value: "", label: text.any }, ...choices]}
    />
  );
}

function useChoices(word: ChoiceProps["word"]): readonly Choice[] {
  const { language } = useLocale();
  const anchors = useAnchors();
  const partnerships = usePartnerships();
  const geographies = useGeographies();
  switch (word) {
    case "phase":
      return enumChoices(PhaseSchema, language);
    case "strategy":
      return enumChoices(StrategySchema, language);
    case "model":
      return enumChoices(CwbModelSchema, language);
    case "type":
      return enumChoices(PartnerKindSchema, language);
    case "class":
      return enumChoices(SupplierClassSchema, language);
    case "instrument":
      return enumChoices(InstrumentSchema, language);
    case "anchor":
      return (anchors.data ?? []).map((one) => ({ value: one.anchorId, label: one.legalName }));
    case "partnership":
      return (partnerships.data ?? []).map((one) => ({
        value: one.partnershipId,
        label: one.title,
      }));
    case "geography":
      return (geographies.data ?? []).map((one) => ({ value: one.geoId, label: one.name }));
  }
}
