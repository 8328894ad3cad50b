import { useId, useRef, useState, type KeyboardEvent, type FocusEvent } from "react";
import { catalogue } from "@/locale/catalogue.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import styles from "./CheckList.module.css";
import fieldStyles from "./Field.module.css";
import type { Choice } from "./SelectField.tsx";

const texts = catalogue(
  {
    search: "Search",
    searching: "Searching…",
    failed: "The list could not be read. Try again in a moment.",
    nothing: "Nothing found",
    more: (count: string) => `${count} more: search`,
    others: "There are more: search by name.",
  },
  {
    search: "Buscar",
    searching: "Buscando…",
    failed: "No se pudo leer la lista. Inténtelo de nuevo en un momento.",
    nothing: "No se encontró nada",
    more: (count: string) => `${count} más: busque`,
    others: "Hay más: busque por nombre.",
  },
);

/** A list that is too long to be here: the choices are those that were found for the words. */
export interface SearchedList {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly state: "here" | "searching" | "failed";
  /** Whether there are more than the choices. */
  readonly hasMore: boolean;
}

interface Props {
  readonly label: string;
  /** What is said while nothing is chosen. */
  readonly none: string;
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  /** The values in the order in which they were chosen. */
  readonly onChange: (values: readonly string[]) => void;
  /** Told when the list is opened, for lists that are long to come by. */
  readonly onOpen?: (() => void) | undefined;
  /** For lists that are searched by somebody else. */
  readonly searched?: SearchedList | undefined;
}

// Longer lists are searched; no more than so many rows exist at once.
const SEARCHED_FROM = 10;
const SHOWN_MAX = 100;

/** Any number of a list, folded into the height of one field. Escape closes it. */
export function CheckList(props: Props) {
  const { label, none, choices, values, onChange, onOpen, searched } = props;
  const id = useId();
  const format = useFormat();
  const fold = useRef<HTMLDetailsElement>(null);
  const names = new Map(choices.map((choice) => [choice.value, choice.label]));
  const chosen = values.map((value) => names.get(value) ?? value);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || !fold.current?.open) return;
    event.preventDefault();
    fold.current.open = false;
    fold.current.querySelector("summary")?.focus();
  }

  function onBlur(event: FocusEvent) {
    const isInside = event.relatedTarget && event.currentTarget.contains(event.relatedTarget);
    if (!isInside && event.relatedTarget && fold.current) fold.current.open = false;
  }

  return (
    <div className={fieldStyles["field"]} onKeyDown={onKeyDown} onBlur={onBlur}>
      <span className={fieldStyles["label"]} id={`${id}-label`}>
        {label}
      </span>
      <details
        ref={fold}
        className={styles["fold"]}
        onToggle={(event) => event.currentTarget.open && onOpen?.()}
      >
        <summary
          className={`${fieldStyles["input"]} ${styles["summary"]}`}
          aria-labelledby={`${id}-label ${id}-value`}
        >
          <span id={`${id}-value`}>{chosen.length > 0 ? format.list(chosen) : none}</span>
        </summary>
        <Choices {...{ choices, values, onChange, searched }} labelId={`${id}-label`} />
      </details>
    </div>
  );
}

type ChoicesProps = Pick<Props, "choices" | "values" | "onChange" | "searched"> & {
  readonly labelId: string;
};

function Choices({ choices, values, onChange, searched, labelId }: ChoicesProps) {
  const text = useText(texts);
  const [typed, setTyped] = useState("");
  const [wanted, want] = searched ? [searched.words, searched.onWords] : [typed, setTyped];
  const found = searched
    ? choices
    : choices.filter(({ label, value }) =>
        `${label} ${value}`.toLowerCase().includes(wanted.toLowerCase()),
      );
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...values, value] : values.filter((one) => one !== value));
  return (
    <div className={styles["list"]} role="group" aria-labelledby={labelId}>
      {!searched && choices.length < SEARCHED_FROM ? null : (
        <input
          type="search"
          className={fieldStyles["input"]}
          aria-label={text.search}
          placeholder={text.search}
          value={wanted}
          onChange={(event) => want(event.target.value)}
        />
      )}
      {found.slice(0, SHOWN_MAX).map(({ value, label }) => (
        <label key={value} className={styles["choice"]}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) => toggle(value, event.target.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
      <Rest found={found.length} searched={searched} />
    </div>
  );
}

/** What is to be said of the list beyond its rows; heard as well. */
function Rest({ found, searched }: { found: number } & Pick<Props, "searched">) {
  const text = useText(texts);
  const format = useFormat();
  const words = () => {
    if (searched && searched.state !== "here") return text[searched.state];
    if (found === 0) return text.nothing;
    if (searched?.hasMore) return text.others;
    return found > SHOWN_MAX ? text.more(format.integer(found - SHOWN_MAX)) : "";
  };
  return (
    <p role="status" className={styles["rest"]}>
      {words()}
    </p>
  );
}
