import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { rowsQuery } from "@/api/imports.ts";
import { RowList, type Import, type ListedRow } from "@/gen/anchorledger/api/v1/import_pb";
import { creditTexts } from "@/imports/credit_texts.ts";
import styles from "@/imports/Imports.module.css";
import { PageButtons, usePages } from "@/imports/pages.tsx";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DownloadRows } from "./DownloadRows.tsx";

/** How many credits of an import name no purchase. */
export function unmatchedCredits({ totals }: Import): bigint {
  return totals.reduce((sum, { unmatchedCreditCount }) => sum + unmatchedCreditCount, 0n);
}

/** Credits that name no purchase, as they stand in the file: they count in net, and are listed. */
export function Credits({ one }: { one: Import }) {
  const text = useText(creditTexts);
  const format = useFormat();
  const pages = usePages();
  const list = RowList.UNMATCHED_CREDITS;
  const rows = useQuery(rowsQuery({ importId: one.importId, list, pageToken: pages.token }));
  const sums = one.totals
    .filter(({ unmatchedCreditCount }) => unmatchedCreditCount > 0n)
    .map((total) => format.money(total.unmatchedCreditsMinor, total.currency));
  const title = text.title(format.integer(unmatchedCredits(one)));
  return (
    <Panel
      title={title}
      lead={text.lead(format.list(sums))}
      actions={<DownloadRows one={one} list={list} label={text.download} />}
    >
      {one.firstPosition > 0n ? (
        <p>
          <Link
            to="/events"
            search={{ batch: one.importId, type: "SupplierCreditRecorded" } as never}
          >
            {text.events}
          </Link>
        </p>
      ) : null}
      {rows.isPending ? <Loading /> : null}
      {rows.isError ? <ErrorState error={rows.error} onRetry={rows.refetch} /> : null}
      {rows.data ? (
        <Rows title={title} columns={rows.data.columns} rows={rows.data.rows} />
      ) : null}
      <PageButtons pages={pages} next={rows.data?.nextPageToken ?? ""} />
    </Panel>
  );
}

interface RowsProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListedRow[];
}

function Rows({ title, columns, rows }: RowsProps) {
  const text = useText(creditTexts);
  return (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={title}>
      <table className={styles["table"]}>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.line}</th>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.line} ${index}`}>
              <th scope="row" data-align="right">
                {String(row.line)}
              </th>
              {columns.map((_, column) => (
                <td key={column}>{row.values[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
