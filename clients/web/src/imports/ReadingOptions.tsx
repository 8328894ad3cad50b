import { isMoney } from "@/forms/entered.ts";
import { useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { TextField } from "@/ui/TextField.tsx";
import type { Preview } from "./csv.ts";
import { dateFormats, dayValues, isDayOrderOpen } from "./guess.ts";
import styles from "./Imports.module.css";
import {
  canHaveCredits, canHaveReversals, decide, mapped, typeOf, type Mapping, type Negatives,
} from "./mapping.ts";
import { preparationTexts } from "./preparation_texts.ts";
import { importTexts } from "./texts.ts";

interface Props {
  readonly mapping: Mapping;
  readonly preview: Preview;
  readonly onChange: (mapping: Mapping) => void;
}

// How the last day of March 2024 looks in a format: says more than its codes.
function example(format: string): string {
  const parts: Readonly<Record<string, string>> = {
    "%d": "31", "%m": "03", "%b": "Mar", "%Y": "2024", "%y": "24",
    "%H": "14", "%M": "30", "%S": "00",
  };
  return format.replace(/%[a-zA-Z]/g, (code) => parts[code] ?? code);
}

/** Whether a column is read as money. */
function hasAmounts(mapping: Mapping): boolean {
  const type = typeOf(mapping);
  return type !== undefined && mapped(type, mapping).some(
    ([{ field }, source]) => isMoney(field.rule.kind) && source.kind === "column",
  );
}

function useGuessHelp(mapping: Mapping) {
  const text = useText(preparationTexts);
  const isDecided = (member: string) =>
    mapping.decided.includes(member) || mapping.decided.includes("all");
  return (member: keyof Mapping) => (isDecided(member) ? undefined : text.guessed);
}

/** How days are written: one way, and another one where the file has both. */
function Days({ mapping, preview, onChange }: Props) {
  const text = useText(preparationTexts);
  const help = useGuessHelp(mapping)("dateFormats");
  const type = typeOf(mapping);
  const isOpen = type && isDayOrderOpen(dayValues(type, preview, mapping));
  const [first = "", second = ""] = mapping.dateFormats;
  const own = mapping.dateFormats.filter((one) => !dateFormats.some(([known]) => known === one));
  const choices = [...dateFormats.map(([format]) => format), ...own].map((format) => ({
    value: format,
    label: example(format),
  }));
  const put = (...formats: readonly string[]) =>
    onChange(decide(mapping, { dateFormats: [...new Set(formats.filter((one) => one !== ""))] }));
  return (
    <>
      <SelectField
        label={text.dates}
        help={help && (isOpen ? text.dayOrderOpen : help)}
        choices={choices}
        value={first}
        onChange={(format) => put(format, second)}
      />
      <SelectField
        label={text.alsoDates}
        choices={[{ value: "", label: text.noOther }, ...choices]}
        value={second}
        onChange={(format) => put(first, format)}
      />
    </>
  );
}

/** What an amount below zero means. */
function NegativeOptions({ mapping, preview, onChange }: Props) {
  const text = useText(preparationTexts);
  const help = useGuessHelp(mapping)("negatives");
  const kinds = (["refused", "credits", "reversals"] as const).filter(
    (kind) => kind !== "reversals" || canHaveReversals(mapping),
  );
  return (
    <div className={styles["options"]}>
      <SelectField
        label={text.negatives}
        help={help}
        choices={kinds.map((kind) => ({ value: kind, label: text.negativeKinds[kind] }))}
        value={mapping.negatives}
        onChange={(kind) => {
          const reversesColumn = mapping.reversesColumn || (preview.columns[0] ?? "");
          onChange(decide(mapping, { negatives: kind as Negatives, reversesColumn }));
        }}
      />
      {mapping.negatives === "reversals" ? (
        <SelectField
          label={text.reverses}
          help={text.reversesHelp}
          choices={preview.columns.map((name) => ({ value: name, label: name }))}
          value={mapping.reversesColumn}
          onChange={(reversesColumn) => onChange(decide(mapping, { reversesColumn }))}
        />
      ) : null}
    </div>
  );
}

/** How days and amounts are written, and what makes a row the same row again. */
export function ReadingOptions({ mapping, preview, onChange }: Props) {
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const help = useGuessHelp(mapping);
  const put = (change: Partial<Mapping>) => onChange(decide(mapping, change));
  const signs = { ".": text.point, ",": text.comma, " ": text.blank, "'": text.apostrophe };
  const choices = (allowed: readonly (keyof typeof signs)[]) =>
    allowed.map((sign) => ({ value: sign, label: signs[sign] }));
  return (
    <>
      <div className={styles["options"]}>
        <Days mapping={mapping} preview={preview} onChange={onChange} />
        <SelectField
          label={text.decimal}
          help={help("decimalSign")}
          choices={choices([".", ","])}
          value={mapping.decimalSign || "."}
          onChange={(decimalSign) => put({ decimalSign })}
        />
        <SelectField
          label={text.thousands}
          help={help("thousandsSign")}
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
        {hasAmounts(mapping) ? (
          <SelectField
            label={words.currencyColumn}
            help={mapping.currencyColumn === "" ? undefined : words.currencyColumnHelp}
            choices={[
              { value: "", label: words.noCurrencyColumn },
              ...preview.columns.map((name) => ({ value: name, label: name })),
            ]}
            value={mapping.currencyColumn}
            onChange={(currencyColumn) => put({ currencyColumn })}
          />
        ) : null}
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
        <NegativeOptions mapping={mapping} preview={preview} onChange={onChange} />
      ) : null}
    </>
  );
}
