import { create } from "@bufbuild/protobuf";
import { useState } from "react";
import { problemOf } from "@/api/problem.ts";
import { LateReasonField } from "@/forms/ui/LateReason.tsx";
import { StartImportRequestSchema, type Import } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { stepTexts } from "@/imports/step_texts.ts";
import { usePlans, useStart } from "@/imports/useStart.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";

/** Rows that were refused because their books are closed: said once for all of them. */
export function LateRows({ one }: { one: Import }) {
  const text = useText(preparationTexts);
  const words = useText(stepTexts);
  const format = useFormat();
  const plan = usePlans().get(one.importId);
  const { start } = useStart();
  const [lateReason, setLateReason] = useState("");
  const late = one.rejections
    .filter(({ code }) => code === "PERIOD_CLOSED")
    .reduce((sum, { rows }) => sum + rows, 0n);
  if (!plan || late === 0n) return null;
  const again = { ...plan, dryRun: true, requestId: "", lateReason };
  return (
    <Panel title={words.lateRows(format.integer(late))} lead={text.lateHelp}>
      <div className={styles["options"]}>
        <LateReasonField label={text.lateReason} value={lateReason} onChange={setLateReason} />
      </div>
      {start.error ? <ProblemState problem={problemOf(start.error)} /> : null}
      <div className={styles["buttons"]}>
        <Button
          isDisabled={lateReason === "" || start.isPending}
          onPress={() => start.mutate({ plan: create(StartImportRequestSchema, again) })}
        >
          {words.tryLate}
        </Button>
      </div>
    </Panel>
  );
}
