import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { LateReasonField } from "@/forms/ui/LateReason.tsx";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./Imports.module.css";
import { profileName } from "./mapping.ts";
import { isPeriodClear, type Wishes } from "./plan_of.ts";
import { preparationTexts } from "./preparation_texts.ts";

interface Props {
  readonly wishes: Wishes;
  readonly onChange: (wishes: Wishes) => void;
  /** The source that the profile names; empty = it names none. */
  readonly source: string;
}

function Check(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label className={styles["check"]}>
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}

/** To whom the rows belong, which days the file speaks of, and what is to be done with bad rows. */
export function Belonging({ wishes, onChange, source }: Props) {
  const text = useText(preparationTexts);
  const { format } = useLocale();
  const anchors = useAnchors().data ?? [];
  const partnerships = usePartnerships().data ?? [];
  const put = (change: Partial<Wishes>) => onChange({ ...wishes, ...change });
  const own = partnerships.filter(
    ({ leadAnchorId }) => wishes.anchorId === "" || leadAnchorId === wishes.anchorId,
  );
  const { from, to } = wishes;
  return (
    <>
      <div className={styles["options"]}>
        {anchors.length > 1 ? (
          <SelectField
            label={text.anchor}
            choices={[
              { value: "", label: text.noAnchor },
              ...anchors.map((one) => ({ value: one.anchorId, label: one.legalName })),
            ]}
            value={wishes.anchorId}
            onChange={(anchorId) => put({ anchorId, partnershipId: "" })}
          />
        ) : null}
        <SelectField
          label={text.partnership}
          help={text.partnershipHelp}
          choices={[
            { value: "", label: text.noPartnership },
            ...own.map((one) => ({ value: one.partnershipId, label: one.title })),
          ]}
          value={wishes.partnershipId}
          onChange={(partnershipId) => put({ partnershipId })}
        />
        <TextField
          label={text.source}
          help={text.sourceHelp}
          value={wishes.source || source}
          onChange={(next) => put({ source: profileName(next) })}
        />
      </div>
      <fieldset className={styles["period"]}>
        <legend>{text.period}</legend>
        <p className={styles["help"]}>{text.periodHelp}</p>
        <div className={styles["options"]}>
          <DayField label={text.from} value={from} onChange={(day) => put({ from: day })} />
          <DayField label={text.to} value={to} onChange={(day) => put({ to: day })} />
        </div>
      </fieldset>
      <p role="status" className={styles["missing"]}>
        {isPeriodClear(wishes) ? "" : text.periodUnclear}
      </p>
      {from && to && isPeriodClear(wishes) ? (
        <Check
          label={text.onlyInPeriod(format.period(from, to))}
          isOn={wishes.onlyInPeriod}
          onChange={(onlyInPeriod) => put({ onlyInPeriod })}
        />
      ) : null}
      <Check
        label={text.whole}
        isOn={wishes.allOrNothing}
        onChange={(allOrNothing) => put({ allOrNothing })}
      />
      <details className={styles["further"]}>
        <summary>{text.late}</summary>
        <LateReasonField
          label={text.lateReason}
          help={text.lateHelp}
          value={wishes.lateReason}
          onChange={(lateReason) => put({ lateReason })}
        />
      </details>
    </>
  );
}
