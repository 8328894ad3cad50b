import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import type { Preview } from "./csv.ts";
import { FileDrop } from "./FileDrop.tsx";
import styles from "./Imports.module.css";
import { decide, type Mapping } from "./mapping.ts";
import { previewIn, type OpenedFile } from "./open_file.ts";
import { preparationTexts } from "./preparation_texts.ts";
import { OpenedAbout } from "./OpenedAbout.tsx";
import { useOpenFile } from "./useOpenFile.ts";

interface OneProps {
  readonly label: string;
  readonly opened: OpenedFile | undefined;
  readonly onOpened: (opened: OpenedFile | undefined) => void;
}

/** One look-up file: chosen, said what it is, taken away again. */
export function LookupFile({ label, opened, onOpened }: OneProps) {
  const text = useText(preparationTexts);
  const file = useOpenFile(onOpened);
  return (
    <div className={styles["lookup"]}>
      {opened ? (
        <div className={styles["buttons"]}>
          <p>
            {text.lookupRows(
              opened.original.name,
              previewIn(opened, opened.format).columns.join(", "),
            )}
          </p>
          <Button kind="quiet" onPress={() => onOpened(undefined)}>
            {text.remove}
          </Button>
        </div>
      ) : (
        <FileDrop label={label} onFile={(next) => file.open(next)} />
      )}
      <OpenedAbout state={file} />
    </div>
  );
}

interface Props {
  readonly mapping: Mapping;
  readonly preview: Preview;
  readonly opened: OpenedFile | undefined;
  readonly onOpened: (opened: OpenedFile | undefined) => void;
  readonly onChange: (mapping: Mapping) => void;
}

function sameName(columns: readonly string[], name: string): string | undefined {
  return columns.find((one) => one.toLowerCase() === name.toLowerCase());
}

/** The look-up file of a mapping, and by which columns its rows are found. */
export function MappingLookup({ mapping, preview, opened, onOpened, onChange }: Props) {
  const text = useText(preparationTexts);
  const columns = opened ? previewIn(opened, opened.format).columns : [];
  const choices = (names: readonly string[]) =>
    names.map((name) => ({ value: name, label: name }));
  const use = mapping.lookup;
  function take(next: OpenedFile | undefined) {
    onOpened(next);
    const found = next ? previewIn(next, next.format).columns : [];
    const keyColumn = found.find((name) => sameName(preview.columns, name)) ?? found[0] ?? "";
    const rowColumn = sameName(preview.columns, keyColumn) ?? preview.columns[0] ?? "";
    onChange(decide(mapping, { lookup: next && { keyColumn, rowColumn } }, []));
  }
  return (
    <details className={styles["further"]} open={use !== undefined}>
      <summary>{text.lookup}</summary>
      <p>{text.lookupLead}</p>
      <LookupFile label={text.lookupAdd} opened={opened} onOpened={take} />
      {use ? (
        <div className={styles["options"]}>
          <SelectField
            label={text.lookupKey}
            choices={choices(columns.includes(use.keyColumn) ? columns : [use.keyColumn])}
            value={use.keyColumn}
            onChange={(keyColumn) => onChange(decide(mapping, { lookup: { ...use, keyColumn } }))}
          />
          <SelectField
            label={text.lookupRow}
            choices={choices(preview.columns)}
            value={use.rowColumn}
            onChange={(rowColumn) => onChange(decide(mapping, { lookup: { ...use, rowColumn } }))}
          />
        </div>
      ) : null}
    </details>
  );
}
