import styles from "./Field.module.css";
import { Labelled } from "./Labelled.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Further choices below headings; groups without any are left out. */
  readonly groups?: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** One of a short list, as the browser's own control: known to every hand and screen reader. */
export function SelectField(props: Props) {
  const { label, choices, groups = [], value, onChange, help, isDisabled } = props;
  return (
    <Labelled label={label} help={help}>
      {(names) => (
        <select
          {...names}
          className={styles["input"]}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
        >
          <Options choices={choices} />
          {groups
            .filter((group) => group.choices.length > 0)
            .map((group) => (
              <optgroup key={group.label} label={group.label}>
                <Options choices={group.choices} />
              </optgroup>
            ))}
        </select>
      )}
    </Labelled>
  );
}

function Options({ choices }: { choices: readonly Choice[] }) {
  return choices.map((choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  ));
}
