import { useFormat, useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./Imports.module.css";
import type { OpenedFile, SheetChoice } from "./open_file.ts";
import type { Note } from "./workbook/cells.ts";
import { workbookTexts } from "./workbook_texts.ts";

interface Props {
  readonly workbook: NonNullable<OpenedFile["workbook"]>;
  readonly onChoose: (choice: Partial<SheetChoice>) => void;
}

const SHOWN_NAMES = 6;

/** Which sheet, which row names its columns, and what a person should know of its cells. */
export function WorkbookOptions({ workbook, onChoose }: Props) {
  const text = useText(workbookTexts);
  const format = useFormat();
  const { choice, candidates, notes } = workbook;
  const said = (note: Note) =>
    note.kind === "rounded"
      ? text.rounded(note.count, note.cell, note.held, note.taken)
      : text[note.kind](note.count, note.cell);
  return (
    <>
      <div className={styles["options"]}>
        <SelectField
          label={text.sheet}
          choices={workbook.sheets.map((name) => ({ value: name, label: name }))}
          value={workbook.sheet}
          onChange={(sheet) => onChoose({ writing: choice.writing, sheet })}
        />
        <SelectField
          label={text.header}
          choices={[
            ...candidates.map(({ row, values }) => {
              const names = values.filter((value) => value !== "").slice(0, SHOWN_NAMES);
              return { value: String(row), label: text.headerRow(String(row), names.join(", ")) };
            }),
            { value: "0", label: text.noHeader },
          ]}
          value={String(workbook.headerRow)}
          onChange={(row) => onChoose({ ...choice, headerRow: Number(row) })}
        />
      </div>
      <p>{candidates.length === 0 ? text.emptySheet : text.rows(format.integer(workbook.rows))}</p>
      {notes.length === 0 ? null : (
        <ul className={styles["notes"]} aria-label={text.notes}>
          {notes.map((note) => (
            <li key={note.kind}>{said(note)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
