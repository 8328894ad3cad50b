import { create } from "@bufbuild/protobuf";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importClient } from "@/api/imports.ts";
import { ledgerKey } from "@/api/keys.ts";
import { problemOf } from "@/api/problem.ts";
import {
  ImportState,
  StartImportRequestSchema,
  type Import,
} from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { importTexts } from "@/imports/texts.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

/** Makes a dry run real. */
function Real({ one }: { one: Import }) {
  const text = useText(importTexts);
  const plan = usePlans().get(one.importId);
  const { start } = useStart();
  if (!plan) {
    return (
      <Panel title={text.real}>
        <p>{text.noPlan}</p>
      </Panel>
    );
  }
  const rejects = (one.counts?.rejected ?? 0n) > 0n;
  const begin = () =>
    start.mutate({ plan: create(StartImportRequestSchema, { ...plan, dryRun: false }) });
  return (
    <Panel title={text.real} lead={text.realLead}>
      {rejects && !plan.allOrNothing ? <p>{text.realWithout}</p> : null}
      <p>{text.metricsNote}</p>
      <div role="status">
        {start.error ? <ProblemState problem={problemOf(start.error)} onRetry={begin} /> : null}
      </div>
      <div className={styles["buttons"]}>
        <Button
          kind="primary"
          isDisabled={start.isPending || (rejects && plan.allOrNothing)}
          onPress={begin}
        >
          {text.real}
        </Button>
      </div>
    </Panel>
  );
}

/** Takes an import back: shows first what that would mean. */
function Undo({ one }: { one: Import }) {
  const text = useText(importTexts);
  const format = useFormat();
  const queries = useQueryClient();
  const [voided, setVoided] = useState<bigint>();
  const undo = useMutation({
    mutationFn: (dryRun: boolean) =>
      importClient.undoImport({ importId: one.importId, dryRun }),
    onSuccess: (answer, dryRun) => {
      if (dryRun) return setVoided(answer.voidedEvents);
      return queries.invalidateQueries({ queryKey: [ledgerKey] });
    },
  });
  return (
    <Panel title={text.undo} lead={text.undoLead}>
      <div role="status">
        {undo.error ? <ProblemState problem={problemOf(undo.error)} /> : null}
        {voided === undefined ? null : <p>{text.undoWould(format.integer(voided))}</p>}
      </div>
      <div className={styles["buttons"]}>
        {voided === undefined ? (
          <Button isDisabled={undo.isPending} onPress={() => undo.mutate(true)}>
            {text.undoCheck}
          </Button>
        ) : (
          <Button kind="danger" isDisabled={undo.isPending} onPress={() => undo.mutate(false)}>
            {text.undoNow}
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** Goes on with an import that was cut off: the same request, which knows where it stopped. */
function GoOn({ one }: { one: Import }) {
  const text = useText(importTexts);
  const plan = usePlans().get(one.importId);
  const { start } = useStart();
  if (!plan) return null;
  return (
    <div className={styles["buttons"]}>
      <Button
        kind="primary"
        isDisabled={start.isPending}
        onPress={() =>
          start.mutate({
            plan: create(StartImportRequestSchema, {
              ...plan,
              requestId: one.importId,
              dryRun: one.dryRun,
            }),
          })
        }
      >
        {text.goOn}
      </Button>
    </div>
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
      return <GoOn one={one} />;
    case ImportState.UNDONE:
      return <p role="status">{text.undone}</p>;
    default:
      return null;
  }
}
