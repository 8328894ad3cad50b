import { useIssueWords } from "@/forms/ui/Field.tsx";
import type { FieldIssue } from "@/forms/request.ts";
import type { Partner, Partnership } from "@/gen/anchorledger/api/v1/directory_pb";
import { useText } from "@/locale/Locale.tsx";
import { newAsked, type Asked, type LastRequest } from "@/reports/asking.ts";
import { Button } from "@/ui/Button.tsx";
import { CheckList } from "@/ui/CheckList.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import styles from "./AskReport.module.css";
import { askReportTexts } from "./texts.ts";

interface Props {
  readonly asked: readonly Asked[];
  readonly partners: readonly Partner[];
  readonly partnerships: readonly Partnership[];
  readonly last: LastRequest | undefined;
  /** Objections by the place of the partner in the list. */
  readonly issues: ReadonlyMap<number, FieldIssue>;
  readonly isLocked: boolean;
  readonly onChange: (asked: readonly Asked[]) => void;
  /** Asks as it was asked last time. */
  readonly onAgain: (last: LastRequest) => void;
}

/** The partners that are asked, each with the partnership that its report belongs to. */
export function Who(props: Props) {
  const { asked, partners, partnerships, last, isLocked, onChange } = props;
  const text = useText(askReportTexts);
  const names = new Map(partners.map(({ partnerId, orgName }) => [partnerId, orgName]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const choose = (ids: readonly string[]) =>
    onChange(
      ids.map(
        (id) =>
          asked.find(({ partnerId }) => partnerId === id) ??
          newAsked(id, onlyLedBy(id, partnerships)),
      ),
    );
  return (
    <div className={styles["who"]}>
      {isLocked ? null : (
        <div className={styles["choose"]}>
          <CheckList
            label={text.partners}
            none={text.nobody}
            choices={partners.map((one) => ({ value: one.partnerId, label: one.orgName }))}
            values={asked.map(({ partnerId }) => partnerId)}
            onChange={choose}
          />
          {last && asked.length === 0 ? (
            <Button onPress={() => props.onAgain(last)}>{text.asLast(last.partners.length)}</Button>
          ) : null}
        </div>
      )}
      {asked.length === 0 ? null : (
        <ul className={styles["asked"]}>
          {asked.map((one, index) => (
            <Row
              key={one.partnerId}
              one={one}
              name={nameOf(one.partnerId)}
              partnerships={partnerships}
              issue={props.issues.get(index)}
              isLocked={isLocked}
              onChange={(next) => onChange(asked.map((old) => (old === one ? next : old)))}
              onRemove={() => onChange(asked.filter((old) => old !== one))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The partnership that a report of the partner most likely belongs to; empty = it is not plain. */
function onlyLedBy(partnerId: string, partnerships: readonly Partnership[]): string {
  const led = partnerships.filter(({ leadPartnerId }) => leadPartnerId === partnerId);
  return led.length === 1 ? (led[0]?.partnershipId ?? "") : "";
}

interface RowProps {
  readonly one: Asked;
  readonly name: string;
  readonly partnerships: readonly Partnership[];
  readonly issue: FieldIssue | undefined;
  readonly isLocked: boolean;
  readonly onChange: (one: Asked) => void;
  readonly onRemove: () => void;
}

function Row({ one, name, partnerships, issue, isLocked, onChange, onRemove }: RowProps) {
  const text = useText(askReportTexts);
  const { words } = useIssueWords(issue);
  const choicesOf = (led: boolean) =>
    partnerships
      .filter(({ leadPartnerId }) => (leadPartnerId === one.partnerId) === led)
      .map(({ partnershipId, title }) => ({ value: partnershipId, label: title }));
  return (
    <li className={styles["row"]}>
      <h3>{name}</h3>
      <SelectField
        label={text.partnershipOf(name)}
        choices={[{ value: "", label: text.noPartnership }]}
        groups={[
          { label: text.leads, choices: choicesOf(true) },
          { label: text.others, choices: choicesOf(false) },
        ]}
        value={one.partnershipId}
        isDisabled={isLocked}
        onChange={(partnershipId) => onChange({ ...one, partnershipId })}
      />
      {isLocked ? null : (
        <Button kind="quiet" aria-label={text.remove(name)} onPress={onRemove}>
          {text.removeShort}
        </Button>
      )}
      {issue ? (
        <p className={styles["issue"]} role="alert">
          {words}
        </p>
      ) : null}
    </li>
  );
}
