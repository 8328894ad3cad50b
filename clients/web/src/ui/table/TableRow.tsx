import { memo, type CSSProperties, type ReactNode } from "react";
import styles from "./DataTable.module.css";
import type { Column } from "./DataTable.tsx";

interface Props<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  /** Pixels below the top of the first row. */
  readonly start: number;
  readonly height: number;
  /** The widths of the columns, the same for all rows. */
  readonly grid: CSSProperties;
  /** Where Tab comes to. */
  readonly isCurrent: boolean;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly onFocus: (index: number) => void;
}

function Row<R>({ row, columns, index, start, height, grid, ...rest }: Props<R>) {
  const { isCurrent, onOpen, onFocus } = rest;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-opens={onOpen !== undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={styles["row"]}
      style={{ ...grid, height, transform: `translateY(${start}px)` }}
      onFocus={() => onFocus(index)}
      onClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        <span
          key={column.id}
          role={column.isRowHeader ? "rowheader" : "gridcell"}
          data-align={column.align}
        >
          {column.render(row)}
        </span>
      ))}
    </div>
  );
}

/** One row; drawn again when something of its own has changed, not with each step of scrolling. */
export const TableRow = memo(Row) as <R>(props: Props<R>) => ReactNode;
