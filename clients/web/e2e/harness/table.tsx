// The table of the pages with more rows than any answer has. Built by its test only; not a part of
// what is shipped.
import { createRoot } from "react-dom/client";
import "@/design/base.css";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";

interface Row {
  readonly number: number;
}

const count = Number(new URLSearchParams(location.search).get("rows"));
const rows = Array.from({ length: count }, (_, number): Row => ({ number }));
const columns: readonly Column<Row>[] = ["name", "day", "fact", "amount", "below", "part"].map(
  (id, place) => ({
    id,
    title: id,
    isRowHeader: place === 0,
    align: place > 2 ? "right" : "left",
    render: ({ number }) => `${id} ${number}`,
  }),
);

const root = document.getElementById("root");
if (!root) throw new Error("table.html has no root");
createRoot(root).render(
  <LocaleProvider language="en">
    <DataTable label="rows" columns={columns} rows={rows} rowKey={({ number }) => number} />
  </LocaleProvider>,
);
