import { TextEncoding } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { useText } from "@/locale/Locale.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { guessDelimiter, guessEncoding, decodeText, type TextFormat } from "./csv.ts";
import styles from "./Imports.module.css";
import { preparationTexts } from "./preparation_texts.ts";

interface Props {
  readonly head: Uint8Array;
  readonly format: TextFormat;
  readonly onChange: (format: TextFormat) => void;
}

const SKIPPED_MAX = 25;

/** How the text of a file is cut into rows: found out, and changed where that was wrong. */
export function FormatOptions({ head, format, onChange }: Props) {
  const text = useText(preparationTexts);
  const found = guessEncoding(head);
  const sample = decodeText(head, format.encoding);
  const signs = [",", ";", "\t", "|"] as const;
  const guessed = guessDelimiter(sample.split("\n").slice(format.skipLines).join("\n"));
  const encodings = {
    [TextEncoding.UTF8]: "UTF-8",
    [TextEncoding.WINDOWS1252]: "Windows-1252",
  };
  return (
    <details className={styles["further"]}>
      <summary>{text.cutting}</summary>
      <div className={styles["options"]}>
        <SelectField
          label={text.delimiter}
          choices={[
            { value: "", label: text.foundOut(text.signs[guessed] ?? guessed) },
            ...signs.map((sign) => ({ value: sign, label: text.signs[sign] ?? sign })),
          ]}
          value={format.delimiter}
          onChange={(delimiter) => onChange({ ...format, delimiter })}
        />
        <SelectField
          label={text.encoding}
          choices={[
            { value: String(TextEncoding.UNSPECIFIED), label: text.foundOut(encodings[found]) },
            { value: String(TextEncoding.UTF8), label: encodings[TextEncoding.UTF8] },
            {
              value: String(TextEncoding.WINDOWS1252),
              label: encodings[TextEncoding.WINDOWS1252],
            },
          ]}
          value={String(format.encoding)}
          onChange={(encoding) => onChange({ ...format, encoding: Number(encoding) })}
        />
        <SelectField
          label={text.skipped}
          choices={Array.from({ length: SKIPPED_MAX + 1 }, (_, lines) => ({
            value: String(lines),
            label: String(lines),
          }))}
          value={String(format.skipLines)}
          onChange={(lines) => onChange({ ...format, skipLines: Number(lines) })}
        />
      </div>
    </details>
  );
}
