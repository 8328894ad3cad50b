import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Link, useNavigate } from "@tanstack/react-router";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { useMedia, useNarrow } from "@/ui/useNarrow.ts";
import styles from "./Audit.module.css";
import { MarkList } from "./MarkList.tsx";
import { marksOf, type Aftermath } from "./aftermath.ts";
import {
  amountOf,
  amountText,
  batchOf,
  kindText,
  nameText,
  roleText,
  titleOf,
} from "./reading.ts";
import { auditTexts } from "./texts.ts";
import { useNames } from "./useNames.ts";

interface Props {
  readonly events: readonly RecordedEvent[];
  readonly aftermath: Aftermath;
  readonly onNearEnd?: (() => void) | undefined;
  /** As of DataTable. */
  readonly remember?: string | undefined;
  /** What else stands in the address of an event, such as the day that it is looked at from. */
  readonly search?: Readonly<Record<string, string>> | undefined;
}

const ROW_PX = 60;
const CARD_PX = 96;
// Up to here the seven columns of a wide window would scroll sideways beside the navigation.
const TABLET = "(max-width: 87rem)";

/** What the columns of a row show, in the reader's words. */
function useWords() {
  const format = useFormat();
  const { language } = useLocale();
  const nameOf = useNames();
  return {
    recorded: (one: RecordedEvent) =>
      one.recordedAt ? format.instant(timestampDate(one.recordedAt)) : "",
    effective: (one: RecordedEvent) =>
      one.header?.effectiveOn ? format.day(one.header.effectiveOn) : "",
    title: (one: RecordedEvent) => titleOf(one, language),
    kind: (one: RecordedEvent) => kindText(one.stream, language),
    name: (one: RecordedEvent) => nameText(one.stream, nameOf),
    amount: (one: RecordedEvent) => {
      const amount = amountOf(one);
      return amount ? amountText(amount, format, language) : "";
    },
    actor: (one: RecordedEvent) => one.header?.actorRef ?? "",
    standing: (one: RecordedEvent) => {
      const organisation = one.header?.actorOrgId ?? "";
      const name = nameOf("anchor", organisation) ?? organisation;
      return [name, roleText(one, language)].filter((part) => part !== "").join(", ");
    },
  };
}

/** Two lines of a cell, the second one less loud. */
function Lines(props: { first: string; second: string }) {
  return (
    <span className={styles["lines"]}>
      <span title={props.first}>{props.first}</span>
      <span title={props.second}>{props.second}</span>
    </span>
  );
}

function useColumns(aftermath: Aftermath, search: Props["search"]): Column<RecordedEvent>[] {
  const text = useText(auditTexts);
  const { columns } = text;
  const words = useWords();
  return [
    {
      id: "recorded",
      title: columns.recorded,
      width: "minmax(10.5rem, 1fr)",
      render: (one) => (
        <Lines first={words.recorded(one)} second={text.number(one.position.toString())} />
      ),
    },
    {
      id: "effective",
      title: columns.effective,
      width: "minmax(7.5rem, 0.7fr)",
      render: words.effective,
    },
    {
      id: "what",
      title: columns.what,
      width: "minmax(16rem, 3fr)",
      isRowHeader: true,
      render: (one) => <What event={one} aftermath={aftermath} search={search} />,
    },
    {
      id: "on",
      title: columns.on,
      width: "minmax(9rem, 1.6fr)",
      render: (one) => <Lines first={words.name(one)} second={words.kind(one)} />,
    },
    {
      id: "amount",
      title: columns.amount,
      // Wide enough for hundreds of millions with cents: a figure that is cut off misleads.
      width: "minmax(9.5rem, 1fr)",
      align: "right",
      render: words.amount,
    },
    {
      id: "who",
      title: columns.who,
      width: "minmax(9rem, 1.7fr)",
      render: (one) => <Lines first={words.actor(one)} second={words.standing(one)} />,
    },
    {
      id: "batch",
      title: columns.batch,
      width: "minmax(5.5rem, 0.7fr)",
      render: (one) => <BatchLink batchId={batchOf(one)} />,
    },
  ];
}

// Beside the navigation of a tablet the same in five columns: the day stands below the amount, the
// import below what happened.
function useTabletColumns(aftermath: Aftermath, search: Props["search"]): Column<RecordedEvent>[] {
  const text = useText(auditTexts);
  const words = useWords();
  const wide = useColumns(aftermath, search);
  const folded: Readonly<Record<string, Partial<Column<RecordedEvent>>>> = {
    recorded: { width: "11.25rem" },
    what: {
      width: "minmax(0, 2.2fr)",
      render: (one) => <What event={one} aftermath={aftermath} search={search} withBatch />,
    },
    on: { width: "minmax(0, 1.5fr)" },
    amount: {
      width: "9.5rem",
      render: (one) => (
        <Lines first={words.amount(one)} second={text.of(words.effective(one))} />
      ),
    },
    who: { width: "minmax(0, 1.2fr)" },
  };
  return wide.flatMap((column) => {
    const own = folded[column.id];
    return own ? [{ ...column, ...own }] : [];
  });
}

// Links of rows are for the mouse; with the keyboard a row is opened by Enter.
function What(
  props: { event: RecordedEvent; withBatch?: boolean } & Pick<Props, "aftermath" | "search">,
) {
  const { language } = useLocale();
  const marks = marksOf(props.event, props.aftermath);
  const title = titleOf(props.event, language);
  const batchId = props.withBatch ? batchOf(props.event) : "";
  const isAlone = props.withBatch && batchId === "" && marks.length === 0;
  return (
    <span className={styles[isAlone ? "wrapped" : "lines"]}>
      <Link
        to={`/events/${props.event.position}`}
        search={(props.search ?? {}) as never}
        tabIndex={-1}
        title={title}
        onClick={(event) => event.stopPropagation()}
        className={marks.includes("takenOut") ? styles["out"] : undefined}
      >
        {title}
      </Link>
      {isAlone ? null : (
        <span>
          <MarkList marks={marks} />
          <BatchLink batchId={batchId} />
        </span>
      )}
    </span>
  );
}

function BatchLink({ batchId }: { batchId: string }) {
  if (batchId === "") return null;
  return (
    <Link
      to={`/batches/${encodeURIComponent(batchId)}`}
      tabIndex={-1}
      title={batchId}
      onClick={(event) => event.stopPropagation()}
    >
      {batchId}
    </Link>
  );
}

function Card(props: { event: RecordedEvent } & Pick<Props, "aftermath">) {
  const text = useText(auditTexts);
  const words = useWords();
  const { event } = props;
  const marks = marksOf(event, props.aftermath);
  return (
    <span className={styles["card"]}>
      <span>
        <strong className={marks.includes("takenOut") ? styles["out"] : undefined}>
          {words.title(event)}
        </strong>
        <span>{words.amount(event)}</span>
      </span>
      <span className={styles["soft"]}>
        <span>
          {words.kind(event)} {words.name(event)}
        </span>
        <span>{text.of(words.effective(event))}</span>
      </span>
      <span className={styles["soft"]}>
        <span>
          <MarkList marks={marks} />
          {words.actor(event)}
        </span>
        <span>{words.recorded(event)}</span>
      </span>
    </span>
  );
}

/**
 * Events, a row each; on a tablet in fewer columns, on a phone a card each. Enter or a click shows
 * the event.
 */
export function EventTable({ events, aftermath, onNearEnd, remember, search }: Props) {
  const text = useText(auditTexts);
  const navigate = useNavigate();
  const isNarrow = useNarrow();
  const isTablet = useMedia(TABLET);
  const wide = useColumns(aftermath, search);
  const tablet = useTabletColumns(aftermath, search);
  const narrow: Column<RecordedEvent>[] = [
    {
      id: "event",
      title: text.columns.what,
      isRowHeader: true,
      render: (one) => <Card event={one} aftermath={aftermath} />,
    },
  ];
  return (
    <DataTable
      label={text.title}
      columns={isNarrow ? narrow : isTablet ? tablet : wide}
      minWidth={isTablet ? "0" : undefined}
      rows={events}
      rowKey={(one) => one.position.toString()}
      rowHeight={isNarrow ? CARD_PX : ROW_PX}
      onNearEnd={onNearEnd}
      remember={remember}
      onOpen={(one) =>
        void navigate({ to: `/events/${one.position}`, search: (search ?? {}) as never })
      }
    />
  );
}
