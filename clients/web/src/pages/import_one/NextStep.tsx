import { create } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { historyQuery } from "@/api/imports.ts";
import { problemOf } from "@/api/problem.ts";
import {
  ImportState,
  StartImportRequestSchema,
  type Import,
} from "@/gen/anchorledger/api/v1/import_pb";
import { LateReasonField } from "@/forms/ui/LateReason.tsx";
import styles from "@/imports/Imports.module.css";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { Undo } from "./Undo.tsx";

/** The import that a dry run has become already; undefined = none yet. */
function useMade(requestId: string | undefined): Import | undefined {
  const plans = usePlans();
  const history = useQuery(historyQuery);
  const made = requestId === undefined ? undefined : plans.startedWith(requestId);
  return made === undefined ? undefined : history.data?.find((one) => one.importId === made);
}

/** Back to the mapping and all that was chosen beside it, with the same file. */
function ReadOtherwise({ one }: { one: Import }) {
  const words = useText(stepTexts);
  return (
    <p className={styles["buttons"]}>
      <Link to="/import" search={{ again: one.importId } as never}>
        {words.readOtherwise}
      </Link>
    </p>
  );
}

/** Makes a dry run real. */
function Real({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const plan = usePlans().get(one.importId);
  const made = useMade(plan?.requestId);
  const { start } = useStart();
  const [voidsVanished, setVoidsVanished] = useState(plan?.voidVanished ?? false);
  if (!plan || made) {
    return (
      <Panel title={text.real}>
        {made ? (
          <p>
            <Link to={`/import/${made.importId}`}>{words.made}</Link>
          </p>
        ) : (
          <p>{text.noPlan}</p>
        )}
      </Panel>
    );
  }
  const { read = 0n, rejected = 0n, vanished = 0n, events = 0n } = one.counts ?? {};
  if (events === 0n && vanished === 0n) {
    const why = read === 0n ? words.noRows : rejected > 0n ? words.noneGood : words.allKnown;
    return (
      <Panel title={text.real}>
        <p>{why}</p>
        <ReadOtherwise one={one} />
      </Panel>
    );
  }
  const wished = { ...plan, voidVanished: voidsVanished };
  const begin = () =>
    start.mutate({ plan: create(StartImportRequestSchema, { ...wished, dryRun: false }) });
  // What voiding would change in the metrics is only known from a dry run that voids.
  const isOther = voidsVanished !== plan.voidVanished;
  const tryAgain = () =>
    start.mutate({ plan: create(StartImportRequestSchema, { ...wished, requestId: "" }) });
  return (
    <Panel title={text.real} lead={text.realLead}>
      {rejected > 0n ? (
        <p className={styles["missing"]}>
          {plan.allOrNothing
            ? words.wholeRefused(format.integer(rejected))
            : words.leavesOut(format.integer(rejected))}
        </p>
      ) : null}
      {vanished > 0n ? (
        <label className={styles["check"]}>
          <input
            type="checkbox"
            checked={voidsVanished}
            onChange={({ target }) => setVoidsVanished(target.checked)}
          />
          {words.voidVanished(format.integer(vanished))}
        </label>
      ) : null}
      <div role="status">
        {start.error ? <ProblemState problem={problemOf(start.error)} onRetry={begin} /> : null}
      </div>
      <div className={styles["buttons"]}>
        <Button
          kind="primary"
          isDisabled={start.isPending || (rejected > 0n && plan.allOrNothing)}
          onPress={begin}
        >
          {text.real}
        </Button>
        {isOther ? (
          <Button isDisabled={start.isPending} onPress={tryAgain}>
            {words.tryWithVoids}
          </Button>
        ) : null}
      </div>
      <ReadOtherwise one={one} />
    </Panel>
  );
}

/** Goes on with an import that was cut off: the same request, which knows where it stopped. */
function GoOn({ one }: { one: Import }) {
  const text = useText(importTexts);
  const before = useText(preparationTexts);
  const words = useText(stepTexts);
  const plans = usePlans();
  const plan = plans.get(one.importId);
  const requestId = plans.startedAs(one.importId);
  const { start } = useStart();
  const [lateReason, setLateReason] = useState(plan?.lateReason ?? "");
  if (!plan || requestId === undefined) return <p>{words.goOnElsewhere}</p>;
  const goOn = () => {
    const same = { ...plan, requestId, dryRun: one.dryRun, lateReason };
    start.mutate({ plan: create(StartImportRequestSchema, same) });
  };
  return (
    <Panel title={text.goOn} lead={words.goOnLead}>
      <div role="status">
        {start.error ? <ProblemState problem={problemOf(start.error)} onRetry={goOn} /> : null}
      </div>
      <details className={styles["further"]} open={one.failureCode === "RULE_BROKEN"}>
        <summary>{before.late}</summary>
        <LateReasonField
          label={before.lateReason}
          help={words.goOnLate}
          value={lateReason}
          onChange={setLateReason}
        />
      </details>
      <div className={styles["buttons"]}>
        <Button kind="primary" isDisabled={start.isPending} onPress={goOn}>
          {text.goOn}
        </Button>
      </div>
    </Panel>
  );
}

/** What can be done with an import that has ended. */
export function NextStep({ one }: { one: Import }) {
  const text = useText(importTexts);
  switch (one.state) {
    case ImportState.COMPLETED:
      return one.dryRun ? <Real one={one} /> : <Undo one={one} />;
    case ImportState.FAILED:
    case ImportState.INTERRUPTED:
      return (
        <>
          <GoOn one={one} />
          {one.dryRun || one.firstPosition === 0n ? null : <Undo one={one} />}
        </>
      );
    case ImportState.UNDONE:
      return <p role="status">{text.undone}</p>;
    default:
      return null;
  }
}
