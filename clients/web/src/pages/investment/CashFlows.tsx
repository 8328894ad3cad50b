import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { eventTypeNamed } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { RecordedEvent } from "@/gen/anchorledger/api/v1/event_pb";
import { cashFlowsOf, type CashFlow } from "@/investments/cash_flows.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { DataTable, type Column } from "@/ui/table/DataTable.tsx";
import { investmentTexts } from "./texts.ts";

/** What moved, in the order of the days, with what was still out after each movement. */
export function CashFlows(props: { events: readonly RecordedEvent[]; currency: string }) {
  const text = useText(investmentTexts).flows;
  const { format, language } = useLocale();
  const navigate = useNavigate();
  const flows = useMemo(() => cashFlowsOf(props.events), [props.events]);
  if (flows.length === 0) return <Empty title={text.empty}>{text.emptyHelp}</Empty>;
  const path = (row: CashFlow) => `/events/${row.position}`;
  const title = (row: CashFlow) => {
    const type = eventTypeNamed(row.type);
    return type ? eventTitle(type, language) : row.type;
  };
  const money = (
    id: string,
    words: string,
    value: (row: CashFlow) => bigint,
    isAlways = false,
  ): Column<CashFlow> => ({
    id,
    title: words,
    align: "right",
    render: (row) =>
      isAlways || value(row) !== 0n ? format.money(value(row), props.currency) : null,
  });
  const columns: Column<CashFlow>[] = [
    {
      id: "day",
      title: text.day,
      isRowHeader: true,
      render: (row) => <Link to={path(row)}>{format.day({ days: row.day })}</Link>,
    },
    { id: "what", title: text.what, width: "minmax(0, 2fr)", render: title },
    money("out", text.paidOut, (row) => row.paidOut),
    money("back", text.cameBack, (row) => row.cameBack),
    money("earned", text.earned, (row) => row.earned),
    ...(flows.some(({ withoutMoney }) => withoutMoney !== 0n)
      ? [money("without", text.withoutMoney, (row) => row.withoutMoney)]
      : []),
    money("balance", text.balance, (row) => row.balance, true),
  ];
  return (
    <DataTable
      label={text.title}
      columns={columns}
      rows={flows}
      rowKey={(row) => String(row.position)}
      onOpen={(row) => void navigate({ to: path(row) })}
    />
  );
}
