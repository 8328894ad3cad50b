import { useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { TextField } from "@/ui/TextField.tsx";
import type { Preview } from "./csv.ts";
import { dateFormats } from "./guess.ts";
import styles from "./Imports.module.css";
import { canHaveCredits, type Mapping } from "./mapping.ts";
import { importTexts } from "./texts.ts";

interface Props {
  readonly mapping: Mapping;
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

// How the 4th of March 2024 looks in a format: says more than its codes.
function example(format: string): string {
  const parts: Readonly<Record<string, string>> = {
    "%d": "31", "%m": "03", "%b": "Mar", "%Y": "2024", "%y": "24",
  };
  return format.replace(/%[a-zA-Z]/g, (code) => parts[code] ?? code);
}

/** How days and amounts are written, and what makes a row the same row again. */
export function ReadingOptions({ mapping, preview, onChange }: Props) {
  const text = useText(importTexts);
  const put = (change: Partial<Mapping>) => onChange({ ...mapping, ...change });
  const signs = { ".": text.point, ",": text.comma, " ": text.blank, "'": text.apostrophe };
  const choices = (allowed: readonly (keyof typeof signs)[]) =>
    allowed.map((sign) => ({ value: sign, label: signs[sign] }));
  return (
    <>
      <div className={styles["options"]}>
        <SelectField
          label={text.dates}
          choices={dateFormats.map(([format]) => ({ value: format, label: example(format) }))}
          value={mapping.dateFormat}
          onChange={(dateFormat) => put({ dateFormat })}
        />
        <SelectField
          label={text.decimal}
          choices={choices([".", ","])}
          value={mapping.decimalSign}
          onChange={(decimalSign) => put({ decimalSign })}
        />
        <SelectField
          label={text.thousands}
          choices={[{ value: "", label: text.none }, ...choices([",", ".", " ", "'"])]}
          value={mapping.thousandsSign}
          onChange={(thousandsSign) => put({ thousandsSign })}
        />
        <TextField
          label={text.currency}
          maxLength={3}
          value={mapping.currency}
          onChange={(currency) => put({ currency: currency.toUpperCase() })}
        />
      </div>
      <fieldset className={styles["keys"]}>
        <legend>{text.keys}</legend>
        <p className={styles["help"]}>{text.keysHelp}</p>
        {preview.columns.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={mapping.keyColumns.includes(column)}
              onChange={(event) => {
                const others = mapping.keyColumns.filter((one) => one !== column);
                put({ keyColumns: event.target.checked ? [...others, column] : others });
              }}
            />
            {column}
          </label>
        ))}
      </fieldset>
      {canHaveCredits(mapping.event) ? (
        <label className={styles["check"]}>
          <input
            type="checkbox"
            checked={mapping.negativesAreCredits}
            onChange={(event) => put({ negativesAreCredits: event.target.checked })}
          />
          {text.credits}
        </label>
      ) : null}
    </>
  );
}
