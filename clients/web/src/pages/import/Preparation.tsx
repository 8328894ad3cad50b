import { create } from "@bufbuild/protobuf";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { importClient, profilesQuery } from "@/api/imports.ts";
import { ledgerKey } from "@/api/keys.ts";
import { problemOf } from "@/api/problem.ts";
import { eventTypes, mayRecord } from "@/forms/definitions.ts";
import { newRequestId } from "@/forms/drafts.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { StartImportRequestSchema } from "@/gen/anchorledger/api/v1/import_pb";
import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import type { Preview } from "@/imports/csv.ts";
import { guessMapping, guessType } from "@/imports/guess.ts";
import styles from "@/imports/Imports.module.css";
import { missingTargets, profileName, profileOf, type Mapping } from "@/imports/mapping.ts";
import { MappingTable } from "@/imports/MappingTable.tsx";
import { ReadingOptions } from "@/imports/ReadingOptions.tsx";
import { targetLabel } from "@/imports/targets.ts";
import { importTexts } from "@/imports/texts.ts";
import { useStart } from "@/imports/useStart.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { TextField } from "@/ui/TextField.tsx";
import { useToast } from "@/ui/Toasts.tsx";

interface Props {
  readonly file: File;
  readonly preview: Preview;
  readonly anchorId: string;
  readonly currency: string;
}

interface SaveProps {
  readonly name: string;
  readonly make: (name: string) => ImportProfile;
}

function SaveProfile(props: SaveProps) {
  const text = useText(importTexts);
  const toast = useToast();
  const queries = useQueryClient();
  const [name, setName] = useState(props.name);
  const saving = useMutation({
    mutationFn: () =>
      importClient.saveProfile({ requestId: newRequestId(), profile: props.make(name) }),
    onSuccess: () => {
      toast(text.saved(name));
      void queries.invalidateQueries({ queryKey: [ledgerKey, "profiles"] });
    },
  });
  return (
    <>
      <div className={styles["buttons"]}>
        <TextField
          label={text.saveAs}
          value={name}
          onChange={(next) => setName(profileName(next))}
        />
        <Button isDisabled={name === ""} onPress={() => saving.mutate()}>
          {text.save}
        </Button>
      </div>
      {saving.error ? <ProblemState problem={problemOf(saving.error)} /> : null}
    </>
  );
}

/** From the columns of a file to a dry run of its import. */
export function Preparation({ file, preview, anchorId, currency }: Props) {
  const text = useText(importTexts);
  const { language } = useLocale();
  const format = useFormat();
  const { roles } = useSession();
  const profiles = useQuery(profilesQuery);
  const { start, progress, stop } = useStart();
  const types = useMemo(
    () => eventTypes.filter((type) => mayRecord(type, roles)),
    [roles],
  );
  const [type, setType] = useState(() => guessType(types, preview));
  const [mapping, setMapping] = useState<Mapping | undefined>(
    () => type && guessMapping(type, preview, currency),
  );
  const [profile, setProfile] = useState("");
  const [source, setSource] = useState(profileName(file.name.replace(/\.[^.]*$/, "")));
  const [isWhole, setIsWhole] = useState(false);
  const make = (name: string) => {
    if (!type || !mapping) throw new Error("nothing is mapped");
    return profileOf(name, type, mapping, preview.delimiter);
  };
  const missing = type && mapping && profile === "" ? missingTargets(type, mapping) : [];
  const isReady = missing.length === 0 && (profile !== "" || mapping !== undefined);

  function tryOut() {
    const plan = create(StartImportRequestSchema, {
      dryRun: true,
      allOrNothing: isWhole,
      anchorId,
      source: profile === "" ? source : "",
      profileChoice:
        profile === ""
          ? { case: "profile", value: make(source || "file") }
          : { case: "profileName", value: profile },
    });
    start.mutate({ file, plan });
  }

  const saved = profiles.data ?? [];
  return (
    <>
      <Panel title={text.profile}>
        <div className={styles["options"]}>
          <SelectField
            label={text.profileChoice}
            choices={[
              { value: "", label: text.newProfile },
              ...saved.flatMap(({ profile: one }) =>
                one ? [{ value: one.name, label: one.name }] : [],
              ),
            ]}
            value={profile}
            onChange={setProfile}
          />
          {profile === "" && type ? (
            <SelectField
              label={text.event}
              choices={types.map((one) => ({
                value: one.name,
                label: eventTitle(one, language),
              }))}
              value={type.name}
              onChange={(name) => {
                const next = types.find((one) => one.name === name);
                setType(next);
                setMapping(next && guessMapping(next, preview, currency));
              }}
            />
          ) : null}
        </div>
        {profile === "" ? null : (
          <p>{saved.find((one) => one.profile?.name === profile)?.profile?.description}</p>
        )}
      </Panel>
      {profile === "" && type && mapping ? (
        <Panel title={text.mapping} lead={text.mappingLead}>
          <MappingTable type={type} mapping={mapping} preview={preview} onChange={setMapping} />
          <ReadingOptions mapping={mapping} preview={preview} onChange={setMapping} />
          {missing.length === 0 ? (
            <SaveProfile name={source} make={make} />
          ) : (
            <p role="status" className={styles["missing"]}>
              {text.missing(format.list(missing.map((one) => targetLabel(one, language))))}
            </p>
          )}
        </Panel>
      ) : null}
      <Panel title={text.tryOut} lead={text.tryOutHelp}>
        {profile === "" ? (
          <div className={styles["options"]}>
            <TextField
              label={text.source}
              help={text.sourceHelp}
              value={source}
              onChange={(next) => setSource(profileName(next))}
            />
          </div>
        ) : null}
        <label className={styles["check"]}>
          <input
            type="checkbox"
            checked={isWhole}
            onChange={(event) => setIsWhole(event.target.checked)}
          />
          {text.whole}
        </label>
        {progress ? (
          <div className={styles["progress"]}>
            <label>
              {text.uploading}
              <progress value={progress.stored} max={Math.max(progress.total, 1)} />
            </label>
          </div>
        ) : null}
        <div role="status">
          {start.error ? <ProblemState problem={problemOf(start.error)} onRetry={tryOut} /> : null}
        </div>
        <div className={styles["buttons"]}>
          <Button kind="primary" isDisabled={!isReady || start.isPending} onPress={tryOut}>
            {text.tryOut}
          </Button>
          {start.isPending ? (
            <Button kind="quiet" onPress={stop}>
              {text.stop}
            </Button>
          ) : null}
        </div>
      </Panel>
    </>
  );
}
