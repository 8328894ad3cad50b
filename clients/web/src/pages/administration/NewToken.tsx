import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminClient, tokensKey } from "@/api/admin.ts";
import { problemOf } from "@/api/problem.ts";
import type { CreateTokenResponse } from "@/gen/anchorledger/api/v1/admin_pb";
import type { Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { allRoles, type Role } from "@/session/session.ts";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { DayField } from "@/ui/DayField.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./Administration.module.css";
import { Secret } from "./Secret.tsx";
import { tokenTexts } from "./token_texts.ts";
import { expiryOf, isTokenId, lifetimes, type Lifetime } from "./tokens.ts";
import { useRoleWords } from "./useRoleWords.ts";

interface Entered {
  readonly actor: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly lifetime: Lifetime;
  readonly day: Day | undefined;
}

const nothing: Entered = {
  actor: "",
  organisation: "",
  roles: [],
  lifetime: "90",
  day: undefined,
};

function expiry(entered: Entered): Date | undefined {
  return expiryOf(entered.lifetime, entered.day?.days, new Date());
}

/** What is wrong with it, by field; empty texts = nothing. */
function useFaults(entered: Entered) {
  const text = useText(tokenTexts);
  const expires = expiry(entered);
  const faults = {
    actor: isTokenId(entered.actor) ? "" : text.idWrong,
    organisation: isTokenId(entered.organisation) ? "" : text.idWrong,
    roles: entered.roles.length > 0 ? "" : text.roleMissing,
    day: expires && expires <= new Date() ? text.lastDayWrong : "",
  };
  return { faults, isWrong: Object.values(faults).some((words) => words !== "") };
}

/** Makes a token, after asking, and shows its secret once. */
export function NewToken({ onEnd }: { onEnd: () => void }) {
  const text = useText(tokenTexts);
  const queries = useQueryClient();
  const [entered, setEntered] = useState(nothing);
  const [isChecked, setIsChecked] = useState(false);
  const [asks, setAsks] = useState(false);
  const { faults, isWrong } = useFaults(entered);
  const make = useMutation({
    mutationFn: (asked: Entered): Promise<CreateTokenResponse> => {
      const expires = expiry(asked);
      return adminClient.createToken({
        actorId: asked.actor,
        organisationId: asked.organisation,
        roles: [...asked.roles],
        ...(expires ? { expiresAt: timestampFromDate(expires) } : {}),
      });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensKey }),
  });
  if (make.data) return <Secret made={make.data} onEnd={onEnd} />;
  const change = (next: Partial<Entered>) => setEntered((old) => ({ ...old, ...next }));
  return (
    <form
      className={styles["new"]}
      aria-label={text.makeTitle}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        setAsks(!isWrong);
      }}
    >
      <h3>{text.makeTitle}</h3>
      <Fields entered={entered} faults={isChecked ? faults : undefined} onChange={change} />
      {make.error ? <ProblemState problem={problemOf(make.error)} /> : null}
      <div className={styles["buttons"]}>
        <Button kind="primary" type="submit" isDisabled={make.isPending}>
          {text.make}
        </Button>
        <Button kind="quiet" onPress={onEnd}>
          {text.cancel}
        </Button>
      </div>
      {asks ? (
        <Question
          entered={entered}
          onCancel={() => setAsks(false)}
          onConfirm={() => {
            setAsks(false);
            make.mutate(entered);
          }}
        />
      ) : null}
    </form>
  );
}

interface FieldsProps {
  readonly entered: Entered;
  readonly faults: ReturnType<typeof useFaults>["faults"] | undefined;
  readonly onChange: (next: Partial<Entered>) => void;
}

function Fields({ entered, faults, onChange }: FieldsProps) {
  const text = useText(tokenTexts);
  return (
    <>
      <div className={styles["form"]}>
        <TextField
          label={text.actor}
          help={text.actorHelp}
          value={entered.actor}
          error={faults?.actor}
          onChange={(actor) => onChange({ actor })}
        />
        <TextField
          label={text.organisation}
          help={text.organisationHelp}
          value={entered.organisation}
          error={faults?.organisation}
          onChange={(organisation) => onChange({ organisation })}
        />
      </div>
      <RoleChoice
        chosen={entered.roles}
        fault={faults?.roles ?? ""}
        onChange={(roles) => onChange({ roles })}
      />
      <div className={styles["form"]}>
        <SelectField
          label={text.lifetime}
          value={entered.lifetime}
          onChange={(lifetime) => onChange({ lifetime: lifetime as Lifetime })}
          choices={lifetimes.map((value) => ({ value, label: text.lifetimes[value] }))}
        />
        {entered.lifetime === "day" ? (
          <DayField
            label={text.lastDay}
            help={faults?.day}
            value={entered.day}
            onChange={(day) => onChange({ day })}
          />
        ) : null}
      </div>
    </>
  );
}

interface RoleProps {
  readonly chosen: readonly Role[];
  readonly fault: string;
  readonly onChange: (roles: readonly Role[]) => void;
}

function RoleChoice({ chosen, fault, onChange }: RoleProps) {
  const text = useText(tokenTexts);
  const roleWords = useRoleWords();
  const withRole = (role: Role, isChosen: boolean) =>
    allRoles.filter((one) => (one === role ? isChosen : chosen.includes(one)));
  return (
    <fieldset className={styles["choice"]} aria-describedby={fault ? "role-fault" : undefined}>
      <legend>{text.roles}</legend>
      {allRoles.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            onChange={({ target }) => onChange(withRole(role, target.checked))}
          />
          {roleWords(role)}
        </label>
      ))}
      {fault ? (
        <p id="role-fault" className={styles["fault"]} role="alert">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

interface QuestionProps {
  readonly entered: Entered;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function Question({ entered, ...rest }: QuestionProps) {
  const text = useText(tokenTexts);
  const format = useFormat();
  const roleWords = useRoleWords();
  return (
    <ConfirmDialog title={text.makeAsk(entered.actor)} confirm={text.make} {...rest}>
      <p>{text.makeWill(entered.organisation, format.list(entered.roles.map(roleWords)))}</p>
      {entered.roles.includes("operator") ? <p>{text.makeOperator}</p> : null}
      <p>{text.makeOnce}</p>
    </ConfirmDialog>
  );
}
