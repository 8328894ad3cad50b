import { useInfiniteQuery } from "@tanstack/react-query";
import { useAnchors, usePartnerships } from "@/api/directory.ts";
import { metricChangesQuery } from "@/api/imports.ts";
import type { Import } from "@/gen/anchorledger/api/v1/import_pb";
import {
  MetricChangesState,
  type ListMetricChangesResponse,
} from "@/gen/anchorledger/api/v1/metric_change_pb";
import { changeTexts } from "@/imports/change_texts.ts";
import styles from "@/imports/Imports.module.css";
import {
  groupsOf,
  metricsTouched,
  valuesShown,
  type ChangeGroup,
} from "@/imports/metric_changes.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { ChangeTable } from "./ChangeTable.tsx";

// More rows than these are folded.
const ROWS_OPEN = 12;

/** Why there is no list of changes; empty = there is one. */
function useAbsence() {
  const text = useText(changeTexts);
  const format = useFormat();
  return ({ state, events, limit, changesTotal }: ListMetricChangesResponse): string => {
    switch (state) {
      case MetricChangesState.COMPUTED:
        return changesTotal === 0n ? text.nothing : "";
      case MetricChangesState.LEFT_OUT:
        return text.leftOut;
      case MetricChangesState.TOO_MANY_EVENTS:
        return text.tooManyEvents(format.integer(events), format.integer(limit));
      case MetricChangesState.TOO_MANY_PERIODS:
        return text.tooManyPeriods(format.integer(limit));
      default:
        return text.failed;
    }
  };
}

function Group({ group, isOpen }: { group: ChangeGroup; isOpen: boolean }) {
  const text = useText(changeTexts);
  const anchors = useAnchors().data ?? [];
  const partnerships = usePartnerships().data ?? [];
  const { anchorId, whole, byPartnership } = group;
  const anchor = anchors.find((one) => one.anchorId === anchorId)?.legalName ?? anchorId;
  const span = group.fiscalYear === "" ? text.allTime : text.fiscalYear(group.fiscalYear.slice(2));
  const title = text.group(anchor === "" ? text.noAnchor : anchor, span);
  const nameOf = (id: string) =>
    partnerships.find((one) => one.partnershipId === id)?.title ??
    (id === "none" ? text.institution : id);
  const rest = whole.slice(ROWS_OPEN);
  return (
    <details className={styles["further"]} open={isOpen}>
      <summary>
        {title} <span className={styles["help"]}>{text.values(whole.length)}</span>
      </summary>
      <ChangeTable label={title} changes={whole.slice(0, ROWS_OPEN)} />
      {rest.length > 0 ? (
        <details className={styles["further"]}>
          <summary>{text.more(rest.length)}</summary>
          <ChangeTable label={`${title} (${text.more(rest.length)})`} changes={rest} />
        </details>
      ) : null}
      {byPartnership.length > 0 ? (
        <details className={styles["further"]}>
          <summary>{text.byPartnership(byPartnership.length)}</summary>
          <ChangeTable
            label={`${title} (${text.byPartnership(byPartnership.length)})`}
            changes={byPartnership}
            partnershipName={nameOf}
          />
        </details>
      ) : null}
    </details>
  );
}

/** What a dry run would change in the metrics, before anything is recorded. */
export function MetricChanges({ one }: { one: Import }) {
  const text = useText(changeTexts);
  const format = useFormat();
  const absence = useAbsence();
  const pages = useInfiniteQuery(metricChangesQuery(one.importId));
  if (pages.isPending || pages.isError) {
    return (
      <Panel title={text.title}>
        {pages.isPending ? <Loading /> : <ErrorState error={pages.error} onRetry={pages.refetch} />}
      </Panel>
    );
  }
  const [first] = pages.data.pages;
  if (!first) return null;
  const changes = pages.data.pages.flatMap((page) => page.changes);
  const groups = groupsOf(changes);
  // A value that gets its first currency is two changes to the server, and one or none to people.
  const total = format.integer(pages.hasNextPage ? first.changesTotal : valuesShown(groups));
  const touched = metricsTouched(
    groups.flatMap(({ whole, byPartnership }) => [...whole, ...byPartnership]),
  );
  const found = touched > 0 ? text.summary(total, touched) : text.nothing;
  return (
    <Panel title={text.title} lead={text.lead}>
      <p role="status">{absence(first) || found}</p>
      {first.failure === "" ? null : (
        <p className={styles["help"]} lang="en">
          {first.failure}
        </p>
      )}
      {groups.map((group, index) => (
        <Group
          key={`${group.anchorId} ${group.fiscalYear}`}
          group={group}
          isOpen={index === 0}
        />
      ))}
      {pages.hasNextPage ? (
        <div className={styles["buttons"]}>
          <Button
            isDisabled={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {text.further(format.integer(changes.length), total)}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
