import type { DescMessage, Message } from "@bufbuild/protobuf";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DataTable } from "@/ui/table/DataTable.tsx";
import type { EntryColumns } from "./columns.tsx";
import styles from "./Directory.module.css";
import { SaveList } from "./SaveList.tsx";
import { entryTexts } from "./texts.ts";

interface Props<Row extends Message> {
  /** What the table is about; heard, not seen. */
  readonly label: string;
  readonly answer: UseInfiniteQueryResult<InfiniteData<{ readonly rows: Row[] }>>;
  readonly of: EntryColumns<Row>;
  /** What is said where there are none. */
  readonly empty: { readonly title: string; readonly help?: ReactNode };
  /** The contract's description of a row, where the list may be saved as a file. */
  readonly saved?: DescMessage;
}

/** A list of the directory: a click or Enter on a row opens its page; more rows on demand. */
export function DirectoryTable<Row extends Message>(props: Props<Row>) {
  const { label, answer, of, empty, saved } = props;
  const text = useText(entryTexts);
  const format = useFormat();
  const navigate = useNavigate();
  if (answer.isPending) return <Loading lines={5} />;
  if (answer.isError) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  const rows = answer.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty title={empty.title}>{empty.help}</Empty>;
  const more = () => {
    if (answer.hasNextPage && !answer.isFetching) void answer.fetchNextPage();
  };
  const count = format.integer(rows.length);
  const found = answer.hasNextPage ? text.first(count) : text.all(count, rows.length);
  // What was found before stays until the answer to what is asked now is here.
  const isOld = answer.isPlaceholderData;
  return (
    <>
      <div aria-busy={isOld} className={styles["rows"]}>
        <DataTable
          label={label}
          columns={of.columns}
          rows={rows}
          rowKey={of.path}
          onOpen={(row) => void navigate({ to: of.path(row) })}
          onNearEnd={more}
        />
      </div>
      <div className={styles["below"]} role="status">
        {isOld ? text.searching : found}
        {answer.hasNextPage ? (
          <Button onPress={more} isPending={answer.isFetchingNextPage}>
            {text.more}
          </Button>
        ) : null}
        {saved ? <SaveList answer={answer} desc={saved} /> : null}
      </div>
    </>
  );
}
