import { Link } from "@tanstack/react-router";
import type { Day } from "@/locale/format.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import type { Column } from "@/ui/table/DataTable.tsx";
import { exploreTexts } from "./texts.ts";

/** A line of an explanation: something that an event recorded. */
interface OfEvent {
  readonly position: bigint;
  readonly fact: string;
  readonly effectiveOn?: Day | undefined;
}

/** The columns that say which event it was, of what day, and what it recorded. */
export function useEventColumns<Row extends OfEvent>(): Column<Row>[] {
  const text = useText(exploreTexts).explain;
  const format = useFormat();
  return [
    {
      id: "event",
      title: text.event,
      isRowHeader: true,
      render: (row) => <EventLink position={row.position} />,
    },
    {
      id: "day",
      title: text.day,
      render: (row) => (row.effectiveOn ? format.day(row.effectiveOn) : null),
    },
    { id: "fact", title: text.fact, render: (row) => <span lang="en">{row.fact}</span> },
  ];
}

/** The way to an event. */
export function EventLink({ position }: { readonly position: bigint }) {
  const name = useText(exploreTexts).position;
  const format = useFormat();
  return (
    <Link to="/events/$position" params={{ position: position.toString() } as never}>
      {name(format.integer(position))}
    </Link>
  );
}
