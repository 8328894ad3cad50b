import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { adminClient, isRebuilding, projectionsKey, projectionsQuery } from "@/api/admin.ts";
import { problemOf } from "@/api/problem.ts";
import { ProjectionState, type Projection } from "@/gen/anchorledger/api/v1/admin_pb";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState, ProblemState } from "@/ui/states/ProblemState.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Administration.module.css";
import { rebuiltShare } from "./server.ts";
import { adminTexts } from "./texts.ts";

/** The projections, as they follow the log; rebuilt beside the live one where that is needed. */
export function ProjectionsPanel() {
  const text = useText(adminTexts).projections;
  const answer = useQuery(projectionsQuery);
  const [asksFor, setAsksFor] = useState<string>();
  const rebuild = useRebuild(answer.data?.projections, answer.dataUpdatedAt);
  return (
    <Panel title={text.title} lead={text.lead}>
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {rebuild.error ? <ProblemState problem={problemOf(rebuild.error)} /> : null}
      <ul className={styles["list"]}>
        {(answer.isError ? [] : (answer.data?.projections ?? [])).map((one) => (
          <Row
            key={one.name}
            projection={one}
            head={answer.data?.headPosition ?? 0n}
            isBusy={rebuild.isStarting || rebuild.started.has(one.name)}
            onRebuild={() => setAsksFor(one.name)}
          />
        ))}
      </ul>
      {asksFor === undefined ? null : (
        <ConfirmDialog
          title={text.ask(asksFor)}
          confirm={text.rebuild}
          onCancel={() => setAsksFor(undefined)}
          onConfirm={() => {
            rebuild.start(asksFor);
            setAsksFor(undefined);
          }}
        >
          <p>{text.will}</p>
          <p>{text.willCost}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

/** Starts rebuilds, and says when one that was started here has been swapped in. */
function useRebuild(projections: readonly Projection[] | undefined, updatedAt: number) {
  const text = useText(adminTexts).projections;
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [started, setStarted] = useState<ReadonlyMap<string, number>>(new Map());
  const start = useMutation({
    mutationFn: (name: string) => adminClient.rebuildProjection({ name }),
    onSuccess: (_, name) => {
      setStarted((old) => new Map([...old, [name, Date.now()]]));
      return queries.invalidateQueries({ queryKey: projectionsKey });
    },
  });
  const told = useRef(toast);
  told.current = toast;
  useEffect(() => {
    const ended = (projections ?? []).filter((one) => {
      const since = started.get(one.name);
      return since !== undefined && since < updatedAt && !isRebuilding(one);
    });
    if (ended.length === 0) return;
    for (const one of ended) {
      const position = format.integer(one.position);
      if (one.state === ProjectionState.STOPPED) told.current(text.failed(one.name), "failed");
      else told.current(text.swapped(one.name, position));
    }
    setStarted((old) => {
      const names = new Set(ended.map(({ name }) => name));
      return new Map([...old].filter(([name]) => !names.has(name)));
    });
  }, [projections, updatedAt, started, format, text]);
  return { start: start.mutate, error: start.error, isStarting: start.isPending, started };
}

interface RowProps {
  readonly projection: Projection;
  readonly head: bigint;
  readonly isBusy: boolean;
  readonly onRebuild: () => void;
}

function Row({ projection, head, isBusy, onRebuild }: RowProps) {
  const text = useText(adminTexts).projections;
  const format = useFormat();
  const { name, state, position, lagEvents, failure, rebuildPosition } = projection;
  const stopped = state === ProjectionState.STOPPED;
  const running = isRebuilding(projection);
  return (
    <li className={styles["projection"]}>
      <div>
        <h3>{text.names[name] ?? name}</h3>
        <code className={styles["soft"]}>{name}</code>
      </div>
      <p>
        <span className={styles["state"]} data-state={stopped ? "bad" : "good"}>
          {text.states[state]}
        </span>
      </p>
      <p>
        {text.position(format.integer(position))}
        <br />
        <span className={styles["soft"]}>
          {lagEvents === 0n ? text.noLag : text.lag(format.integer(lagEvents))}
        </span>
      </p>
      <Button isDisabled={running || isBusy} onPress={onRebuild} aria-label={text.rebuildOne(name)}>
        {text.rebuild}
      </Button>
      {failure === "" ? null : (
        <p className={styles["bad"]} role="alert">
          <code lang="en">{failure}</code>
        </p>
      )}
      {running ? (
        <label className={styles["rebuild"]}>
          {text.rebuilding(format.integer(rebuildPosition), format.integer(head))}
          <progress value={rebuiltShare(rebuildPosition, head)} max={1000} />
        </label>
      ) : null}
    </li>
  );
}
