import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminClient, tokensKey, tokensQuery } from "@/api/admin.ts";
import { problemOf } from "@/api/problem.ts";
import type { Token } from "@/gen/anchorledger/api/v1/admin_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState, ProblemState } from "@/ui/states/ProblemState.tsx";
import { TextField } from "@/ui/TextField.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Administration.module.css";
import { NewToken } from "./NewToken.tsx";
import { tokenTexts } from "./token_texts.ts";
import { inOrder, isOwn, tokensFound, tokenState } from "./tokens.ts";
import { useRoleWords } from "./useRoleWords.ts";

const SHOWN_AT_ONCE = 50;

/** Who may get in: the tokens, new ones, and their end. */
export function TokensPanel() {
  const text = useText(tokenTexts);
  const [isMaking, setIsMaking] = useState(false);
  return (
    <Panel
      title={text.title}
      lead={text.lead}
      actions={
        isMaking ? null : (
          <Button kind="primary" onPress={() => setIsMaking(true)}>
            {text.make}
          </Button>
        )
      }
    >
      {isMaking ? <NewToken onEnd={() => setIsMaking(false)} /> : null}
      <TokenList />
    </Panel>
  );
}

function TokenList() {
  const text = useText(tokenTexts);
  const format = useFormat();
  const tokens = useQuery(tokensQuery);
  const [words, setWords] = useState("");
  const [which, setWhich] = useState<"working" | "all">("working");
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const [asksFor, setAsksFor] = useState<Token>();
  const revoke = useRevoke();
  const session = useSession();
  if (tokens.isPending) return <Loading lines={5} />;
  if (tokens.isError) return <ErrorState error={tokens.error} onRetry={tokens.refetch} />;
  const found = tokensFound(tokens.data, words, which, new Date());
  return (
    <>
      <div className={styles["form"]}>
        <TextField label={text.search} type="search" value={words} onChange={setWords} />
        <SelectField
          label={text.which}
          value={which}
          onChange={(value) => setWhich(value === "all" ? "all" : "working")}
          choices={[
            { value: "working", label: text.whichWorking },
            { value: "all", label: text.whichAll },
          ]}
        />
      </div>
      {revoke.error ? <ProblemState problem={problemOf(revoke.error)} /> : null}
      {found.length === 0 ? <Empty title={text.none} /> : null}
      <ul className={styles["list"]} aria-label={text.title}>
        {found.slice(0, shown).map((one) => (
          <Row key={one.tokenId} token={one} onRevoke={() => setAsksFor(one)} />
        ))}
      </ul>
      <p className={styles["soft"]} role="status">
        {text.count(format.integer(found.length), format.integer(tokens.data.length))}
      </p>
      {found.length > shown ? (
        <Button onPress={() => setShown(shown + SHOWN_AT_ONCE)}>{text.more}</Button>
      ) : null}
      {asksFor ? (
        <ConfirmDialog
          title={text.revokeAsk(asksFor.caller?.actorId ?? "")}
          confirm={text.revoke}
          onCancel={() => setAsksFor(undefined)}
          onConfirm={() => {
            revoke.mutate(asksFor.tokenId);
            setAsksFor(undefined);
          }}
        >
          {isOwn(asksFor, session) ? <p>{text.revokeOwn}</p> : null}
          <p>{text.revokeWill(asksFor.tokenId)}</p>
          <p>{text.revokeFinal}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function useRevoke() {
  const text = useText(tokenTexts);
  const toast = useToast();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => adminClient.revokeToken({ tokenId }),
    onSuccess: () => {
      toast(text.revoked);
      return queries.invalidateQueries({ queryKey: tokensKey });
    },
  });
}

function Row({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const text = useText(tokenTexts);
  const format = useFormat();
  const roleWords = useRoleWords();
  const session = useSession();
  const state = tokenState(token, new Date());
  const { actorId = "", organisationId = "", roles = [] } = token.caller ?? {};
  const made = token.createdAt ? format.instant(timestampDate(token.createdAt)) : "";
  const ends = token.expiresAt
    ? text.until(format.instant(timestampDate(token.expiresAt)))
    : text.forEver;
  return (
    <li className={styles["token"]} data-state={state}>
      <div>
        <h3>
          {actorId} {isOwn(token, session) ? <small>{text.yours}</small> : null}
        </h3>
        <span className={styles["soft"]}>{organisationId}</span>
      </div>
      <p className={styles["roles"]}>
        {inOrder(roles).map((role) => (
          <span key={role} className={styles["role"]}>
            {roleWords(role)}
          </span>
        ))}
      </p>
      <p className={styles["soft"]}>
        {text.made(made)}
        <br />
        {ends}
        <br />
        <code>{token.tokenId}</code>
      </p>
      {state === "working" ? (
        <Button
          kind="danger"
          aria-label={text.revokeOne(actorId, token.tokenId)}
          onPress={onRevoke}
        >
          {text.revoke}
        </Button>
      ) : (
        <span className={styles["state"]} data-state="bad">
          {text.states[state]}
        </span>
      )}
    </li>
  );
}
