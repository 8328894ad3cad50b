import { timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminClient, serverInfoQuery } from "@/api/admin.ts";
import { problemOf } from "@/api/problem.ts";
import facts from "@/forms/ui/FactList.module.css";
import type { GetServerInfoResponse } from "@/gen/anchorledger/api/v1/admin_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState, ProblemState } from "@/ui/states/ProblemState.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Administration.module.css";
import { spanBetween } from "./server.ts";
import { adminTexts } from "./texts.ts";

/** What the server is and how it does. */
export function ServerPanel() {
  const text = useText(adminTexts).server;
  const info = useQuery(serverInfoQuery);
  return (
    <Panel title={text.title}>
      {info.isPending ? <Loading lines={5} /> : null}
      {info.isError ? <ErrorState error={info.error} onRetry={() => void info.refetch()} /> : null}
      {info.data && !info.isError ? <Info info={info.data} /> : null}
    </Panel>
  );
}

function Info({ info }: { info: GetServerInfoResponse }) {
  const text = useText(adminTexts).server;
  const format = useFormat();
  const instant = (time: Timestamp | undefined) =>
    time ? format.instant(timestampDate(time)) : "";
  const span =
    info.startedAt && info.serverTime
      ? spanBetween(timestampDate(info.startedAt), timestampDate(info.serverTime))
      : { days: 0, hours: 0, minutes: 0 };
  const rows: [string, string][] = [
    [text.version, info.version],
    [text.logId, info.logId],
    [text.epoch, String(info.epoch)],
    [text.head, format.integer(info.headPosition)],
    [text.headAt, instant(info.headRecordedAt) || text.nothingYet],
    [text.storage, info.storage],
    [text.startedAt, instant(info.startedAt)],
    [text.running, text.span(span.days, span.hours, span.minutes)],
    [text.time, instant(info.serverTime)],
    [text.tenant, info.caller?.tenantId ?? ""],
  ];
  return (
    <>
      {info.appendRefusal === "" ? (
        <p className={styles["good"]}>{text.accepts}</p>
      ) : (
        <Refusal refusal={info.appendRefusal} />
      )}
      <dl className={`${facts["facts"]} ${styles["facts"]}`}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Nothing can be recorded: why, and what an operator can do about a clock that leapt. */
function Refusal({ refusal }: { refusal: string }) {
  const text = useText(adminTexts).server;
  const queries = useQueryClient();
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  const confirm = useMutation({
    mutationFn: () => adminClient.confirmClock({}),
    onSuccess: () => {
      toast(text.clockDone);
      return queries.invalidateQueries({ queryKey: serverInfoQuery.queryKey });
    },
  });
  return (
    <div className={styles["bad"]} role="alert">
      <p>{text.refuses}</p>
      <p>
        <code lang="en">{refusal}</code>
      </p>
      <Button onPress={() => setAsks(true)} isDisabled={confirm.isPending}>
        {text.clock}
      </Button>
      {confirm.error ? <ProblemState problem={problemOf(confirm.error)} /> : null}
      {asks ? (
        <ConfirmDialog
          title={text.clockAsk}
          confirm={text.clock}
          onCancel={() => setAsks(false)}
          onConfirm={() => {
            setAsks(false);
            confirm.mutate();
          }}
        >
          <p>{text.clockWill}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
