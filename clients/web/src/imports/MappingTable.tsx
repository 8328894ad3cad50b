import { useLocale, useText } from "@/locale/Locale.tsx";
import type { EventType } from "@/forms/definitions.ts";
import { formTexts } from "@/forms/form_texts.ts";
import { wordLabel, wordOf } from "@/forms/texts/labels.ts";
import { FieldKind } from "@/gen/anchorledger/event/v1/rules_pb";
import type { Preview } from "./csv.ts";
import styles from "./Imports.module.css";
import { canBeNamed, decide, isSet, type Mapping, type Source } from "./mapping.ts";
import { preparationTexts } from "./preparation_texts.ts";
import { targetLabel, targetsOf, type Target } from "./targets.ts";
import { importTexts } from "./texts.ts";

interface Props {
  readonly type: EventType;
  readonly mapping: Mapping;
  readonly preview: Preview;
  /** The columns of the look-up file; none = there is no such file. */
  readonly lookupColumns: readonly string[];
  readonly onChange: (mapping: Mapping) => void;
}

// A choice of a select as text, and back.
function choiceOf(source: Source | undefined): string {
  if (!source) return "";
  if (source.kind === "constant" || source.kind === "row") return source.kind;
  return `${source.kind}:${source.column}`;
}

function sourceOf(choice: string): Source | undefined {
  if (choice === "constant") return { kind: "constant", text: "" };
  if (choice === "row") return { kind: "row" };
  const [kind, ...rest] = choice.split(":");
  const column = rest.join(":");
  const isKnown =
    kind === "column" || kind === "named" || kind === "lookup" || kind === "namedLookup";
  return isKnown ? { kind, column } : undefined;
}

interface ConstantProps {
  readonly target: Target;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The value that is the same in all rows: a word of the field where it has words. */
function Constant({ target, text, onChange }: ConstantProps) {
  const texts = useText(importTexts);
  const form = useText(formTexts);
  const { language } = useLocale();
  const { field } = target;
  const label = texts.sameFor(targetLabel(target, language));
  const words = field.words?.values
    .filter((word) => word.number !== 0)
    .map((word) => [wordOf(word), wordLabel(word.parent, word, language)] as const);
  const isFlag = field.rule.kind === FieldKind.FLAG;
  const choices = isFlag ? ([["yes", form.yes], ["no", form.no]] as const) : words;
  if (!choices) {
    return (
      <input
        className={styles["input"]}
        aria-label={label}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <select
      className={styles["input"]}
      aria-label={label}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{form.choose}</option>
      {choices.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface RowProps {
  readonly target: Target;
  readonly source: Source | undefined;
  readonly isGuess: boolean;
  readonly preview: Preview;
  readonly lookupColumns: readonly string[];
  readonly onChange: (source: Source | undefined) => void;
}

function LookupChoices({ target, lookupColumns }: Pick<RowProps, "target" | "lookupColumns">) {
  const text = useText(preparationTexts);
  if (lookupColumns.length === 0) return null;
  const isNamed = canBeNamed(target);
  return (
    <optgroup label={text.lookup}>
      {lookupColumns.map((name) => (
        <option key={name} value={`${isNamed ? "namedLookup" : "lookup"}:${name}`}>
          {isNamed ? text.namedFromLookup(name) : text.fromLookup(name)}
        </option>
      ))}
    </optgroup>
  );
}

/** What the field holds in the first row. */
function sampleOf(source: Source | undefined, preview: Preview): string | undefined {
  if (source?.kind !== "column" && source?.kind !== "named") return undefined;
  return preview.rows[0]?.[preview.columns.indexOf(source.column)];
}

function MappingRow(props: RowProps) {
  const { target, source, isGuess, preview, lookupColumns, onChange } = props;
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const { language } = useLocale();
  const label = targetLabel(target, language);
  return (
    <tr>
      <th scope="row">
        {label}
        {target.isRequired ? <span className={styles["needed"]}> {text.needed}</span> : null}
        {isGuess ? <span className={styles["guess"]}>{words.guess}</span> : null}
      </th>
      <td>
        <select
          className={styles["input"]}
          aria-label={text.sourceOf(label)}
          value={choiceOf(source)}
          onChange={(event) => onChange(sourceOf(event.target.value))}
        >
          <option value="">{text.leaveOut}</option>
          <optgroup label={text.column}>
            {preview.columns.map((name) => (
              <option key={name} value={`column:${name}`}>
                {name}
              </option>
            ))}
          </optgroup>
          {canBeNamed(target)
            ? preview.columns.map((name) => (
                <option key={name} value={`named:${name}`}>
                  {text.named(name)}
                </option>
              ))
            : null}
          <LookupChoices target={target} lookupColumns={lookupColumns} />
          {target.isOwn ? <option value="row">{text.madeUp}</option> : null}
          <option value="constant">{text.same}</option>
        </select>
      </td>
      <td className={styles["sample"]}>
        {source?.kind === "constant" ? (
          <Constant
            target={target}
            text={source.text}
            onChange={(next) => onChange({ kind: "constant", text: next })}
          />
        ) : (
          sampleOf(source, preview)
        )}
      </td>
    </tr>
  );
}

/** Which column fills which field; needed fields first, the others on demand. */
export function MappingTable({ type, mapping, preview, lookupColumns, onChange }: Props) {
  const text = useText(importTexts);
  const targets = targetsOf(type);
  const isShown = (target: Target) => target.isRequired || Boolean(mapping.sources[target.path]);
  const put = (path: string, source: Source | undefined) => {
    const { [path]: _, ...others } = mapping.sources;
    const sources = source ? { ...others, [path]: source } : others;
    onChange(decide(mapping, { sources }, [path]));
  };
  const isDecided = (path: string) =>
    mapping.decided.includes(path) || mapping.decided.includes("all");
  const table = (rows: readonly Target[]) => (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={text.mapping}>
      <table className={`${styles["table"]} ${styles["mapping"]}`}>
        <caption className="visually-hidden">{text.mapping}</caption>
        <tbody>
          {rows.map((target) => (
            <MappingRow
              key={target.path}
              target={target}
              source={mapping.sources[target.path]}
              isGuess={isSet(mapping.sources[target.path]) && !isDecided(target.path)}
              preview={preview}
              lookupColumns={lookupColumns}
              onChange={(source) => put(target.path, source)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
  const further = targets.filter((target) => !isShown(target));
  return (
    <>
      {table(targets.filter(isShown))}
      {further.length === 0 ? null : (
        <details className={styles["further"]}>
          <summary>{text.more}</summary>
          {table(further)}
        </details>
      )}
    </>
  );
}
