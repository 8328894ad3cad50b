import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { eventClient } from "@/api/events.ts";
import { ledgerKey, logKey } from "@/api/keys.ts";
import { EventList } from "@/events/EventList.tsx";
import { linesOf } from "@/events/lines.ts";
import { ListOrder } from "@/gen/anchorledger/api/v1/event_pb";
import { useLocale, useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { compareTexts } from "./compare_texts.ts";
import styles from "./Explore.module.css";
import { momentText, type Moment } from "./moment.ts";

interface Props {
  readonly question: Question;
  /** What the ledger knew for the two answers, in either order. */
  readonly moments: readonly [Moment, Moment];
}

const DAY_MS = 86_400_000;

const PAGE_SIZE = 25;

function only(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? "") : "";
}

/** The last event that the reader may see at a moment; 0 = there is none. */
async function positionAt(moment: Moment, signal: AbortSignal): Promise<bigint> {
  if (moment.kind === "position") return moment.position;
  const filter = { recordedBefore: timestampFromMs((moment.day.days + 1) * DAY_MS) };
  let pageToken = "";
  do {
    const page = await eventClient.listEvents(
      { filter, order: ListOrder.BACKWARDS, pageSize: 1, pageToken },
      { signal },
    );
    const [event] = page.events;
    if (event) return event.position;
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return 0n;
}

/** What was recorded between the two answers, for the anchor or partnership asked about. */
export default function Between({ question, moments }: Props) {
  const text = useText(compareTexts);
  const ends = useQuery({
    queryKey: [ledgerKey, "positions at", ...moments.map(momentText)],
    queryFn: ({ signal }) => Promise.all(moments.map((moment) => positionAt(moment, signal))),
  });
  if (ends.isError) {
    return <ErrorState error={ends.error} onRetry={() => void ends.refetch()} />;
  }
  const [one, two] = ends.data ?? [];
  if (one === undefined || two === undefined) return <Loading />;
  const [low, high] = one < two ? [one, two] : [two, one];
  return (
    <Panel title={text.between}>
      <Events question={question} low={low} high={high} />
    </Panel>
  );
}

interface EventsProps {
  readonly question: Question;
  /** After this event. */
  readonly low: bigint;
  /** Up to and with this one. */
  readonly high: bigint;
}

function Events({ question, low, high }: EventsProps) {
  const text = useText(compareTexts);
  const { language, format } = useLocale();
  const filter = {
    anchorId: only(question.anchors),
    partnershipId: only(question.partnerships.filter((id) => id !== "none")),
  };
  const answer = useInfiniteQuery({
    queryKey: [logKey, "events between", low.toString(), high.toString(), filter],
    queryFn: ({ pageParam, signal }) =>
      eventClient.listEvents(
        { filter, pageSize: PAGE_SIZE, pageToken: pageParam, startAfterPosition: low },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => {
      const last = page.events.at(-1)?.position ?? 0n;
      return last > high ? undefined : page.nextPageToken || undefined;
    },
  });
  const lines = useMemo(() => {
    const events = answer.data?.pages.flatMap((page) => page.events) ?? [];
    return linesOf(
      events.filter(({ position }) => position <= high),
      { language, format },
    );
  }, [answer.data, high, language, format]);
  return (
    <>
      <p className={styles["count"]}>
        {text.betweenLead(format.integer(low), format.integer(high))}
      </p>
      {answer.isPending ? <Loading /> : null}
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {lines.length > 0 ? <EventList lines={lines} /> : null}
      {answer.isSuccess && lines.length === 0 && !answer.hasNextPage ? (
        <Empty title={text.betweenNone} />
      ) : null}
      {answer.hasNextPage ? (
        <Button
          onPress={() => void answer.fetchNextPage()}
          isPending={answer.isFetchingNextPage}
        >
          {text.betweenMore}
        </Button>
      ) : null}
    </>
  );
}
