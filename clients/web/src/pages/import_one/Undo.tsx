import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importClient } from "@/api/imports.ts";
import { ledgerKey } from "@/api/keys.ts";
import { problemOf } from "@/api/problem.ts";
import { LateReasonField } from "@/forms/ui/LateReason.tsx";
import type { Import, UndoImportResponse } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { stepTexts } from "@/imports/step_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

/** What an undo would do, in sentences. */
function Foreseen({ one, answer }: { one: Import; answer: UndoImportResponse }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const sums = one.totals.map(({ netMinor, currency }) => format.money(netMinor, currency));
  return (
    <>
      <p>{text.undoWould(format.integer(answer.voidedEvents))}</p>
      {answer.keptEvents > 0n ? (
        <p>{words.undoKept(format.integer(answer.keptEvents))}</p>
      ) : null}
      {sums.length > 0 ? <p>{words.undoSums(format.list(sums))}</p> : null}
    </>
  );
}

/** Takes an import back: says first what that would mean. */
export function Undo({ one }: { one: Import }) {
  const text = useText(importTexts);
  const words = useText(stepTexts);
  const queries = useQueryClient();
  const [foreseen, setForeseen] = useState<UndoImportResponse>();
  const [lateReason, setLateReason] = useState("");
  const undo = useMutation({
    mutationFn: (dryRun: boolean) =>
      importClient.undoImport({ importId: one.importId, dryRun, lateReason }),
    onSuccess: (answer, dryRun) => {
      if (dryRun) return setForeseen(answer);
      return queries.invalidateQueries({ queryKey: [ledgerKey] });
    },
  });
  return (
    <Panel title={text.undo} lead={text.undoLead}>
      <div role="status">
        {undo.error ? <ProblemState problem={problemOf(undo.error)} /> : null}
        {foreseen ? <Foreseen one={one} answer={foreseen} /> : null}
      </div>
      {foreseen || undo.error ? (
        <details className={styles["further"]} open={undo.error !== null}>
          <summary>{words.undoLate}</summary>
          <LateReasonField
            label={words.undoLate}
            help={words.undoLateHelp}
            value={lateReason}
            onChange={setLateReason}
          />
        </details>
      ) : null}
      <div className={styles["buttons"]}>
        {foreseen ? (
          <>
            <Button kind="danger" isDisabled={undo.isPending} onPress={() => undo.mutate(false)}>
              {text.undoNow}
            </Button>
            <Button
              kind="quiet"
              isDisabled={undo.isPending}
              onPress={() => setForeseen(undefined)}
            >
              {words.undoNot}
            </Button>
          </>
        ) : (
          <Button isDisabled={undo.isPending} onPress={() => undo.mutate(true)}>
            {text.undoCheck}
          </Button>
        )}
      </div>
    </Panel>
  );
}
