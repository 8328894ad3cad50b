import { useMemo, useState } from "react";
import { eventTypes, mayRecord } from "@/forms/definitions.ts";
import type { SavedProfile } from "@/gen/anchorledger/api/v1/import_pb";
import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import type { Before } from "@/imports/before.ts";
import type { TextFormat } from "@/imports/csv.ts";
import { FormatOptions } from "@/imports/FormatOptions.tsx";
import { guessMapping, guessProfile, guessType } from "@/imports/guess.ts";
import styles from "@/imports/Imports.module.css";
import { sourceName, type Mapping } from "@/imports/mapping.ts";
import { mappingOf } from "@/imports/mapping_of.ts";
import { previewIn, type OpenedFile } from "@/imports/open_file.ts";
import { noWishes } from "@/imports/plan_of.ts";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { PreviewTable } from "@/imports/PreviewTable.tsx";
import { ownReading, savedReading } from "@/imports/reading.ts";
import { ProfileChange } from "@/imports/ProfileChange.tsx";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { MappingPanel } from "./MappingPanel.tsx";
import { ProfilePanel } from "./ProfilePanel.tsx";
import { TryOut } from "./TryOut.tsx";

interface Props {
  readonly opened: OpenedFile;
  readonly saved: readonly SavedProfile[];
  readonly anchorId: string;
  readonly currency: string;
  /** What was decided for it before; absent = everything is guessed. */
  readonly before: Before | undefined;
}

/** The mapping that is being made: guessed anew whenever other columns are seen. */
function useMapping({ opened, currency, before }: Props, format: TextFormat) {
  const { roles } = useSession();
  const types = useMemo(() => eventTypes.filter((type) => mayRecord(type, roles)), [roles]);
  const guess = (cut: TextFormat, name?: string): Mapping | undefined => {
    const preview = previewIn(opened, cut);
    const type = types.find((one) => one.name === name) ?? guessType(types, preview);
    return type && guessMapping(type, preview, currency);
  };
  const [mapping, setMapping] = useState(() => before?.mapping ?? guess(format));
  return { types, mapping, setMapping, guess };
}

/** From a file that was opened to a dry run of its import. */
export function Preparation(props: Props) {
  const { opened, saved, before } = props;
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const format = useFormat();
  const [cut, setCut] = useState((opened.workbook ? undefined : before?.cut) ?? opened.format);
  const { types, mapping, setMapping, guess } = useMapping(props, cut);
  const [profileName, setProfileName] = useState(
    () => before?.profileName ?? guessProfile(saved, opened),
  );
  const [isGuess, setIsGuess] = useState(profileName !== "" && !before);
  const [isChanging, setIsChanging] = useState(false);
  const [earlier, setEarlier] = useState<ImportProfile>();
  const name = earlier?.name ?? sourceName(opened.original.name);
  const [lookups, setLookups] = useState<Readonly<Record<string, OpenedFile>>>({});
  const [wishes, setWishes] = useState(before?.wishes ?? { ...noWishes, anchorId: props.anchorId });
  const kept = saved.find(({ profile }) => profile?.name === profileName)?.profile;
  const reading = kept
    ? savedReading(opened, kept)
    : ownReading(opened, cut, mapping, { name, earlier });
  const preview = previewIn(opened, reading?.cut ?? cut);

  function chooseProfile(next: string) {
    setProfileName(next);
    setIsGuess(false);
    setIsChanging(false);
    setLookups({});
    setEarlier(undefined);
  }

  function recut(next: TextFormat) {
    setCut(next);
    const hasOthers = previewIn(opened, next).columns.join() !== preview.columns.join();
    if (hasOthers) setMapping(guess(next));
  }

  function change() {
    const own = kept && mappingOf(kept);
    if (!kept || !own) return setIsChanging(true);
    chooseProfile("");
    setMapping(own);
    setEarlier(kept);
    if (!opened.workbook && kept.format) setCut(savedReading(opened, kept).cut);
  }

  const kilobytes = Math.max(1, Math.round(opened.original.size / 1000));
  const size = `${format.integer(kilobytes)} kB`;
  const putLookup = (table: string, file: OpenedFile | undefined) =>
    setLookups(({ [table]: _, ...others }) => (file ? { ...others, [table]: file } : others));

  return (
    <>
      <Panel
        title={text.preview}
        lead={text.about(opened.original.name, size, preview.columns.length)}
      >
        <PreviewTable label={text.preview} preview={preview} />
        {opened.workbook || kept ? null : (
          <FormatOptions head={opened.head} format={cut} onChange={recut} />
        )}
      </Panel>
      <ProfilePanel
        saved={saved}
        name={profileName}
        isGuess={isGuess}
        onChoose={chooseProfile}
        onChange={change}
        types={types}
        event={kept ? undefined : (mapping?.event ?? "")}
        onEvent={(event) => setMapping(guess(cut, event))}
      />
      {kept && isChanging ? (
        <ProfileChange profile={kept} onEnd={() => setIsChanging(false)} />
      ) : null}
      {!kept && mapping ? (
        <MappingPanel
          key={name}
          mapping={mapping}
          preview={preview}
          name={name}
          earlier={earlier}
          format={opened.workbook ? { ...opened.format, delimiter: "", encoding: 0 } : cut}
          lookups={lookups}
          onLookup={putLookup}
          onChange={setMapping}
        />
      ) : null}
      {reading ? (
        <TryOut
          opened={opened}
          reading={reading}
          columns={preview.columns}
          lookups={lookups}
          onLookup={kept ? putLookup : undefined}
          wishes={wishes}
          onWishes={setWishes}
        />
      ) : (
        <p className={styles["missing"]}>
          {types.length === 0 ? words.noEvent : words.eventUnknown}
        </p>
      )}
    </>
  );
}
