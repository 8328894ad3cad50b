import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { adminClient } from "@/api/admin.ts";
import { problemOf } from "@/api/problem.ts";
import facts from "@/forms/ui/FactList.module.css";
import type { CreateBackupResponse } from "@/gen/anchorledger/api/v1/admin_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { TextField } from "@/ui/TextField.tsx";
import styles from "./Administration.module.css";
import { backupName, isBackupName, restoreCommands, sizeText } from "./server.ts";
import { adminTexts } from "./texts.ts";

// The longest that the server gives to a call.
const BACKUP_MAX_MS = 300_000;

/** Makes a copy of the ledger on the server while it runs. */
export function BackupPanel() {
  const text = useText(adminTexts).backup;
  const [name, setName] = useState(() => backupName(new Date()));
  const [asks, setAsks] = useState(false);
  const backup = useMutation({
    mutationFn: (asked: string) =>
      adminClient.createBackup({ name: asked }, { timeoutMs: BACKUP_MAX_MS }),
    onSuccess: () => setName(backupName(new Date())),
  });
  return (
    <Panel title={text.title} lead={text.lead}>
      <div className={styles["form"]}>
        <TextField
          label={text.name}
          help={text.nameHelp}
          value={name}
          onChange={setName}
          error={isBackupName(name) ? "" : text.nameWrong}
        />
        <Button
          isDisabled={!isBackupName(name) || backup.isPending}
          onPress={() => setAsks(true)}
        >
          {text.make}
        </Button>
      </div>
      <div role="status">
        {backup.isPending ? (
          <label className={styles["rebuild"]}>
            {text.making} <progress />
          </label>
        ) : null}
        {backup.data ? <Made made={backup.data} /> : null}
      </div>
      {backup.error ? <ProblemState problem={problemOf(backup.error)} /> : null}
      {asks ? (
        <ConfirmDialog
          title={text.ask(name)}
          confirm={text.make}
          onCancel={() => setAsks(false)}
          onConfirm={() => {
            setAsks(false);
            backup.mutate(name);
          }}
        >
          <p>{text.will}</p>
          <p>{text.willHold}</p>
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}

function Made({ made }: { made: CreateBackupResponse }) {
  const text = useText(adminTexts).backup;
  const format = useFormat();
  return (
    <>
      <h3 className={styles["made"]}>{text.made}</h3>
      <dl className={facts["facts"]}>
        <div>
          <dt>{text.path}</dt>
          <dd>
            <code>{made.path}</code>
          </dd>
        </div>
        <div>
          <dt>{text.upTo}</dt>
          <dd>{format.integer(made.position)}</dd>
        </div>
        <div>
          <dt>{text.size}</dt>
          <dd>{sizeText(made.sizeBytes, format)}</dd>
        </div>
      </dl>
      <h3 className={styles["made"]}>{text.restore}</h3>
      <p>{text.restoreHelp}</p>
      <pre className={styles["commands"]}>
        <code>{restoreCommands(made.path).join("\n")}</code>
      </pre>
    </>
  );
}
