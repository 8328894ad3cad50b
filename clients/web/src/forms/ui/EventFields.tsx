import { useMemo } from "react";
import { useText } from "@/locale/Locale.tsx";
import { headerFieldsOf, isOwnId, type EventType, type FormField } from "../definitions.ts";
import type { Entered, EnteredGroup } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { HEADER } from "../request.ts";
import styles from "./forms.module.css";
import { Parts } from "./GroupInput.tsx";

interface Props {
  readonly type: EventType;
  readonly values: EnteredGroup;
  readonly header: EnteredGroup;
  readonly onValues: (values: EnteredGroup) => void;
  readonly onHeader: (header: EnteredGroup) => void;
  /** Fields that are not to be seen: known already, or not to be changed. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** Whether what lies beside the event, such as evidence, can be said too. */
  readonly withHeader?: boolean | undefined;
}

/** Fields of the header that are asked for at once, not among what may be added. */
function isFirst(field: FormField): boolean {
  if (field.name === "effective_on") return false;
  return field.rule.required || field.name === "partnership_id";
}

function isLast(field: FormField): boolean {
  return field.name !== "effective_on" && !isFirst(field);
}

function alternatives(type: EventType, field: FormField): boolean {
  // "housing/{deal_id}|partner-housing/{partner_id}": one of them is needed, each is optional.
  return type.rule.stream.includes(`{${field.name}}`) && !isOwnId(type, field);
}

/** The fields of one event: what is needed, then what may be added. */
export function EventFields(props: Props) {
  const { type, values, header, onValues, onHeader, hidden } = props;
  const text = useText(formTexts);
  const parts = useMemo(() => {
    const seen = type.fields.filter((field) => !hidden?.has(field.name));
    const isNeeded = (field: FormField) =>
      (field.rule.required && !isOwnId(type, field)) || alternatives(type, field);
    const beside = headerFieldsOf(type).filter((field) => !hidden?.has(HEADER + field.name));
    return {
      needed: seen.filter(isNeeded),
      more: seen.filter((field) => !isNeeded(field)),
      day: props.withHeader === false ? [] : beside.filter(({ name }) => name === "effective_on"),
      needsBeside: props.withHeader === false ? [] : beside.filter(isFirst),
      moreBeside: props.withHeader === false ? [] : beside.filter(isLast),
    };
  }, [type, hidden, props.withHeader]);

  const put = (fields: readonly FormField[], isHeader: boolean) => (
    <Parts
      parts={fields}
      prefix={isHeader ? HEADER : ""}
      values={isHeader ? header : values}
      onChange={(next: Readonly<Record<string, Entered | undefined>>) =>
        isHeader ? onHeader(next) : onValues(next)
      }
    />
  );
  return (
    <>
      <div className={styles["fields"]}>
        {put(parts.day, true)}
        {put(parts.needed, false)}
        {put(parts.needsBeside, true)}
      </div>
      {parts.more.length + parts.moreBeside.length === 0 ? null : (
        <details className={styles["more"]}>
          <summary>{text.more}</summary>
          <p>{text.moreHelp}</p>
          <div className={styles["fields"]}>
            {put(parts.more, false)}
            {put(parts.moreBeside, true)}
          </div>
        </details>
      )}
    </>
  );
}
