import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { eventPagesQuery } from "@/api/events.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { netByCurrency, purchasesOf, purchaseTypes, type Purchase } from "./purchases.ts";
import { supplierTexts } from "./texts.ts";

const PAGE_SIZE = 1000;
// So many pages are read without being asked to.
const PAGES_UNASKED = 5;

/** What was bought from a supplier, and what came back. */
export function Purchases({ supplierId }: { supplierId: string }) {
  const text = useText(supplierTexts).purchases;
  const format = useFormat();
  const answer = useInfiniteQuery(
    eventPagesQuery({ supplierId, eventTypes: [...purchaseTypes] }, PAGE_SIZE),
  );
  const { hasNextPage, isFetching, fetchNextPage } = answer;
  const pages = answer.data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && pages < PAGES_UNASKED) void fetchNextPage();
  }, [hasNextPage, isFetching, pages, fetchNextPage]);
  const events = useMemo(
    () => answer.data?.pages.flatMap((page) => page.events) ?? [],
    [answer.data],
  );
  const purchases = useMemo(() => purchasesOf(supplierId, events), [events, supplierId]);
  const sums = [...netByCurrency(purchases)].map(([currency, net]) => format.money(net, currency));

  function content() {
    if (answer.isPending) return <Loading />;
    if (answer.isError) {
      return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
    }
    return (
      <>
        {purchases.length > 0 ? <Table purchases={purchases} /> : null}
        {purchases.length === 0 && !hasNextPage ? <Empty title={text.empty} /> : null}
        {hasNextPage ? (
          <div>
            <p>{text.read(format.integer(events.length))}</p>
            <Button onPress={() => void fetchNextPage()} isPending={answer.isFetchingNextPage}>
              {text.older}
            </Button>
          </div>
        ) : null}
      </>
    );
  }

  return (
    <Panel
      title={text.title}
      lead={sums.length > 0 ? text.net(format.list(sums), purchases.length) : undefined}
    >
      {content()}
    </Panel>
  );
}

function Table({ purchases }: { purchases: readonly Purchase[] }) {
  const text = useText(supplierTexts).purchases;
  const format = useFormat();
  const navigate = useNavigate();
  const money = (
    id: string,
    title: string,
    value: (row: Purchase) => bigint | undefined,
  ): Column<Purchase> => ({
    id,
    title,
    align: "right",
    render: (row) => {
      const minor = value(row);
      return minor === undefined ? null : format.money(minor, row.currency);
    },
  });
  const path = (row: Purchase) => `/events/${row.position}`;
  const columns: Column<Purchase>[] = [
    {
      id: "day",
      title: text.day,
      isRowHeader: true,
      render: (row) => <Link to={path(row)}>{format.day({ days: row.day })}</Link>,
    },
    { id: "kind", title: text.kind, render: (row) => (row.isCredit ? text.credit : text.invoice) },
    money("amount", text.amount, (row) => (row.isCredit ? undefined : row.amount)),
    money("back", text.back, (row) => (row.isCredit ? row.amount : row.reversed || undefined)),
    money("net", text.counts, (row) => row.net),
  ];
  return (
    <DataTable
      label={text.title}
      columns={columns}
      rows={purchases}
      rowKey={(row) => String(row.position)}
      onOpen={(row) => void navigate({ to: path(row) })}
    />
  );
}
