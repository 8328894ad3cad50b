import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { eventPagesQuery, type Filter } from "@/api/events.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { EventList, Timeline } from "./EventList.tsx";
import styles from "./Events.module.css";
import { byDay, correctionTypes, linesOf } from "./lines.ts";
import { eventListTexts } from "./texts.ts";

interface Props {
  readonly filter: Filter;
  /** In years by the day that events are about; else as they were recorded, the newest first. */
  readonly asTimeline?: boolean;
}

/**
 * The events of a filter, the newest first, more of them on demand; follows the log. Where only
 * some types are wanted, corrections are read with them, and change what the others say.
 */
export function EventsOf({ filter, asTimeline = false }: Props) {
  const text = useText(eventListTexts);
  const { language, format } = useLocale();
  const wanted = filter.eventTypes ?? [];
  const eventTypes = wanted.length === 0 ? [] : [...new Set([...wanted, ...correctionTypes])];
  const answer = useInfiniteQuery(eventPagesQuery({ ...filter, eventTypes }));
  const isUnwanted = (type: string) => wanted.length > 0 && !wanted.includes(type);
  const hidden = correctionTypes.filter(isUnwanted).join();
  const lines = useMemo(() => {
    const events = answer.data?.pages.flatMap((page) => page.events) ?? [];
    const recorded = linesOf(events, { language, format }).filter(
      ({ type }) => type === "" || !hidden.includes(type),
    );
    return asTimeline ? byDay(recorded) : recorded;
  }, [answer.data, language, format, asTimeline, hidden]);
  if (answer.isPending) return <Loading lines={5} />;
  if (answer.isError) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  const List = asTimeline ? Timeline : EventList;
  return (
    <>
      {answer.isPlaceholderData ? <Loading lines={1} /> : null}
      {lines.length > 0 ? <List lines={lines} /> : null}
      {lines.length === 0 && !answer.hasNextPage && !answer.isPlaceholderData ? (
        <Empty title={text.empty}>{text.emptyHelp}</Empty>
      ) : null}
      {answer.hasNextPage ? (
        <div className={styles["more"]} data-print="no">
          <Button
            onPress={() => void answer.fetchNextPage()}
            isPending={answer.isFetchingNextPage}
          >
            {text.older}
          </Button>
        </div>
      ) : null}
    </>
  );
}
