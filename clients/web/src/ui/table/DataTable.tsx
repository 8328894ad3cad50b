import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { catalogue } from "@/locale/catalogue.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useNarrow } from "../useNarrow.ts";
import styles from "./DataTable.module.css";
import { moveTo } from "./keys.ts";
import { TableRow } from "./TableRow.tsx";
import { usePrinting } from "./usePrinting.ts";

const texts = catalogue(
  { printed: (some: string, all: string) => `The first ${some} of ${all} rows are printed.` },
  { printed: (some: string, all: string) => `Se imprimen las primeras ${some} de ${all} filas.` },
);

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** Numbers stand right, so that their digits do. */
  readonly align?: "left" | "right";
  /** Width as in grid-template-columns; absent = an equal share. */
  readonly width?: string;
  /** The column that names the row. */
  readonly isRowHeader?: boolean;
}

interface Props<Row> {
  /** What the table is about; heard, not seen. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** What Enter and a click on a row do; absent = rows are only read. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Most pixels that the table is high before it scrolls. */
  readonly maxHeight?: number | undefined;
  /** Pixels that each row is high; absent = one line, two on a phone. */
  readonly rowHeight?: number | undefined;
  /** Width below which the table scrolls sideways; absent = that of equal columns. */
  readonly minWidth?: string | undefined;
  /** Called whenever the last rows come into view, so that more can be asked for. */
  readonly onNearEnd?: (() => void) | undefined;
  /** Under which name to keep how far it was scrolled, for somebody who comes back to it. */
  readonly remember?: string | undefined;
}

const ROW_PX = 40;
// On a phone a name may take two lines: there is no room to say it in one.
const NARROW_ROW_PX = 60;
const MAX_HEIGHT_PX = 560;
// Figures are never cut off: wide enough for millions with cents. On a phone columns are so narrow
// that the first figure stands in view beside what it is of.
const WIDE = { text: 9, leastText: 0, figure: 9 };
const NARROW = { text: 6.5, leastText: 6.25, figure: 7.75 };
// Rows beyond both edges of what is seen; each costs time on every jump.
const OVERSCAN_ROWS = 6;
// More rows than anybody reads on paper; the table says so when there are more.
const PRINTED_MAX = 2_000;
// So many rows before the last one, more are asked for: before anybody sees that there are none.
const NEAR_END_ROWS = 20;

/** How the columns share the width, and below which width the table scrolls; `rem` of a column. */
function gridOf(
  columns: readonly Pick<Column<never>, "align" | "width">[],
  rem: typeof WIDE,
  minWidth: string | undefined,
) {
  const isFigure = (align: string | undefined) => align === "right";
  const shares = columns.map(({ align }) => (isFigure(align) ? rem.figure : rem.text));
  const least = (align: string | undefined) => (isFigure(align) ? rem.figure : rem.leastText);
  return {
    gridTemplateColumns: columns
      .map(({ width, align }) => width ?? `minmax(${least(align)}rem, 1fr)`)
      .join(" "),
    minWidth: minWidth ?? `${shares.reduce((sum, one) => sum + one, 0)}rem`,
  };
}

// Every row that is printed; on paper none has a place of its own.
function printedItems(count: number) {
  return Array.from({ length: Math.min(count, PRINTED_MAX) }, (_, index) => ({ index, start: 0 }));
}

// How far tables were scrolled that were left; only while the pages stay loaded.
const scrolled = new Map<string, number>();

/** Begins where the table of this name was left. */
function useRemembered(scroller: RefObject<HTMLDivElement | null>, name: string | undefined) {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || name === undefined) return undefined;
    element.scrollTop = scrolled.get(name) ?? 0;
    const keep = () => scrolled.set(name, element.scrollTop);
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [scroller, name]);
}

/**
 * A table of any length: only the rows in view exist, the count of all is told to screen readers;
 * on paper all of them stand below each other.
 * With the keyboard: arrows, Page Up and Down, Home and End move between rows, Enter opens one.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, rowKey, onOpen, onNearEnd } = props;
  const isNarrow = useNarrow();
  const rowHeight = props.rowHeight ?? (isNarrow ? NARROW_ROW_PX : ROW_PX);
  const text = useText(texts);
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  useRemembered(scroller, props.remember);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    initialRect: { width: 800, height: props.maxHeight ?? MAX_HEIGHT_PX },
  });
  const current = Math.min(active, rows.length - 1);
  const isPrinted = usePrinting();
  const items = isPrinted ? printedItems(rows.length) : virtual.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - NEAR_END_ROWS;
  useEffect(() => {
    if (isNearEnd && !isPrinted) onNearEnd?.();
  }, [isNearEnd, isPrinted, rows.length, onNearEnd]);
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  function onKeyDown(event: KeyboardEvent) {
    const row = rows[current];
    if (event.key === "Enter" && row !== undefined && onOpen) return onOpen(row);
    const next = moveTo(event.key, current, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next);
    // The row may not exist before the scrolling has happened.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus(),
    );
  }

  // All rows are equally wide, whatever is in them; below this width the table scrolls sideways.
  const grid = useMemo(
    () => gridOf(columns, isNarrow ? NARROW : WIDE, props.minWidth),
    [columns, isNarrow, props.minWidth],
  );
  return (
    <div
      ref={scroller}
      className={styles["scroller"]}
      data-lines={isNarrow && props.rowHeight === undefined ? 2 : 1}
      style={{ maxHeight: props.maxHeight ?? MAX_HEIGHT_PX }}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={styles["head"]} style={grid}>
        {columns.map((column) => (
          <span key={column.id} role="columnheader" data-align={column.align}>
            {column.title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={styles["body"]} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <TableRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              index={index}
              start={start}
              height={rowHeight}
              grid={grid}
              isCurrent={index === current}
              onOpen={onOpen}
              onFocus={setActive}
            />
          );
        })}
      </div>
      {isPrinted && rows.length > PRINTED_MAX ? (
        <p className={styles["printed"]}>
          {text.printed(format.integer(PRINTED_MAX), format.integer(rows.length))}
        </p>
      ) : null}
    </div>
  );
}
