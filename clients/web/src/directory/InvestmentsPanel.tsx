import { useInfiniteQuery } from "@tanstack/react-query";
import { investmentPages } from "@/api/directory_entries.ts";
import { Panel } from "@/ui/Panel.tsx";
import { useInvestmentColumns } from "./columns.tsx";
import { DirectoryTable } from "./DirectoryTable.tsx";

interface Props {
  readonly title: string;
  /** Whose investments: those of an anchor, or those paid to an organisation. */
  readonly of: { readonly anchorId: string } | { readonly payeeOrgId: string };
  /** Said when there is none. */
  readonly none: string;
}

/** The investments of one entry of the directory, with their balances. */
export function InvestmentsPanel({ title, of, none }: Props) {
  const answer = useInfiniteQuery(investmentPages({ search: "", ...of }));
  const columns = useInvestmentColumns();
  return (
    <Panel title={title}>
      <DirectoryTable label={title} answer={answer} of={columns} empty={{ title: none }} />
    </Panel>
  );
}
