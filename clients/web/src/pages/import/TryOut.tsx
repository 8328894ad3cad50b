import { problemOf } from "@/api/problem.ts";
import { Belonging } from "@/imports/Belonging.tsx";
import styles from "@/imports/Imports.module.css";
import { LookupFile } from "@/imports/LookupFiles.tsx";
import type { OpenedFile } from "@/imports/open_file.ts";
import { columnsRead, isPeriodClear, type Wishes } from "@/imports/plan_of.ts";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import type { Reading } from "@/imports/reading.ts";
import { targetLabel } from "@/imports/targets.ts";
import { importTexts } from "@/imports/texts.ts";
import { useStart } from "@/imports/useStart.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

interface Props {
  readonly opened: OpenedFile;
  readonly reading: Reading;
  /** The columns that the file has. */
  readonly columns: readonly string[];
  readonly lookups: Readonly<Record<string, OpenedFile>>;
  /** Absent: look-up files are asked for elsewhere. */
  readonly onLookup: ((table: string, file: OpenedFile | undefined) => void) | undefined;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes) => void;
}

/** What stands in the way of a dry run, in sentences. */
function useObstacles({ reading, columns, lookups, wishes }: Props): string[] {
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const { language } = useLocale();
  const format = useFormat();
  const read = columnsRead(reading.profile);
  const lacking = read.filter((name) => !columns.includes(name));
  const doubled = read.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  const tables = reading.profile.lookups.map(({ name }) => name).filter((name) => !lookups[name]);
  return [
    reading.missing.length > 0
      ? text.missing(format.list(reading.missing.map((one) => targetLabel(one, language))))
      : "",
    lacking.length > 0 ? words.profileLacks(format.list(lacking)) : "",
    doubled.length > 0 ? words.sameNames(format.list(doubled)) : "",
    tables.length > 0 ? words.lookupMissing(format.list(tables)) : "",
    isPeriodClear(wishes) ? "" : words.periodUnclear,
  ].filter((sentence) => sentence !== "");
}

/** Where the rows belong, and the dry run. */
export function TryOut(props: Props) {
  const { opened, reading, lookups, onLookup, wishes } = props;
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const { start, progress, stop } = useStart();
  const obstacles = useObstacles(props);
  const { profile } = reading;

  function tryOut() {
    start.mutate({
      plan: reading.plan(wishes),
      file: opened,
      writing: reading.writing,
      lookups: profile.lookups.flatMap(({ name }) => {
        const file = lookups[name];
        return file ? [{ table: name, opened: file }] : [];
      }),
    });
  }

  return (
    <Panel title={text.tryOut} lead={text.tryOutHelp}>
      {onLookup
        ? profile.lookups.map(({ name }) => (
            <LookupFile
              key={name}
              label={words.lookupFor(name)}
              opened={lookups[name]}
              onOpened={(file) => onLookup(name, file)}
            />
          ))
        : null}
      <Belonging
        wishes={wishes}
        onChange={props.onWishes}
        source={profile.source || profile.name}
      />
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
        {obstacles.map((sentence) => (
          <p key={sentence} className={styles["missing"]}>
            {sentence}
          </p>
        ))}
      </div>
      <div className={styles["buttons"]}>
        <Button
          kind="primary"
          isDisabled={obstacles.length > 0 || start.isPending}
          onPress={tryOut}
        >
          {text.tryOut}
        </Button>
        {start.isPending ? (
          <Button kind="quiet" onPress={stop}>
            {text.stop}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}
