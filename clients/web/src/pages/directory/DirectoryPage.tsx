import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import {
  anchorPages,
  investmentPages,
  partnerPages,
  partnershipPages,
  supplierPages,
  type Narrowed,
} from "@/api/directory_entries.ts";
import { FirstSteps } from "@/app/FirstSteps.tsx";
import type { Search } from "@/app/search.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import {
  useAnchorColumns,
  useInvestmentColumns,
  usePartnerColumns,
  usePartnershipColumns,
  useSupplierColumns,
} from "@/directory/columns.tsx";
import { DirectoryTable } from "@/directory/DirectoryTable.tsx";
import {
  AnchorSchema,
  InvestmentSchema,
  PartnerSchema,
  PartnershipSchema,
  SupplierSchema,
} from "@/gen/anchorledger/api/v1/directory_pb";
import { useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import styles from "./DirectoryPage.module.css";
import { Filters } from "./Filters.tsx";
import { isNarrowed, kindOf, kinds, narrowedFrom, nothingNarrowed, type Kind } from "./kinds.ts";
import { directoryTexts } from "./texts.ts";

/** Who and what there is: lists to search, each row with a page of its own. */
export default function DirectoryPage() {
  const text = useText(directoryTexts);
  const [search, setSearch] = useSearchState();
  const kind = kindOf(search);
  const List = lists[kind];
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <nav className={styles["kinds"]} aria-label={text.lists} data-print="no">
        {kinds.map((one) => (
          <Link
            key={one}
            to="/directory"
            search={{ ...nothingNarrowed, kind: one, q: search["q"] ?? "" } as never}
            activeProps={{}}
            aria-current={one === kind ? "page" : undefined}
          >
            {text.kinds[one]}
          </Link>
        ))}
      </nav>
      <Filters key={kind} search={search} onChange={setSearch} />
      <section aria-labelledby="list">
        <h2 id="list" className={styles["list"]}>
          {text.kinds[kind]}
        </h2>
        <List key={kind} narrowed={narrowedFrom(search)} empty={useEmpty(kind, search)} />
      </section>
    </>
  );
}

interface Empty {
  readonly title: string;
  readonly help: ReactNode;
}

// What brings the first one of a list.
const begins: Readonly<Record<Kind, readonly string[]>> = {
  partnerships: ["AnchorRegistered", "PartnershipProposed"],
  partners: ["PartnerOnboarded"],
  anchors: ["AnchorRegistered"],
  suppliers: ["SupplierRegistered"],
  investments: ["InvestmentCommitted"],
};

function useEmpty(kind: Kind, search: Search): Empty {
  const text = useText(directoryTexts);
  return isNarrowed(search)
    ? { title: text.notFound, help: text.notFoundHelp }
    : { title: text.empty[kind], help: <FirstSteps events={begins[kind]} /> };
}

interface ListProps {
  readonly narrowed: Narrowed;
  readonly empty: Empty;
}

function Anchors({ narrowed, empty }: ListProps) {
  const label = useText(directoryTexts).kinds.anchors;
  const answer = useInfiniteQuery(anchorPages(narrowed));
  const columns = useAnchorColumns();
  const table = { label, answer, empty, saved: AnchorSchema };
  return <DirectoryTable {...table} of={columns} />;
}

function Partners({ narrowed, empty }: ListProps) {
  const label = useText(directoryTexts).kinds.partners;
  const answer = useInfiniteQuery(partnerPages(narrowed));
  const columns = usePartnerColumns();
  const table = { label, answer, empty, saved: PartnerSchema };
  return <DirectoryTable {...table} of={columns} />;
}

function Partnerships({ narrowed, empty }: ListProps) {
  const label = useText(directoryTexts).kinds.partnerships;
  const answer = useInfiniteQuery(partnershipPages(narrowed));
  const columns = usePartnershipColumns();
  const table = { label, answer, empty, saved: PartnershipSchema };
  return <DirectoryTable {...table} of={columns} />;
}

function Suppliers({ narrowed, empty }: ListProps) {
  const label = useText(directoryTexts).kinds.suppliers;
  const answer = useInfiniteQuery(supplierPages(narrowed));
  const columns = useSupplierColumns();
  const table = { label, answer, empty, saved: SupplierSchema };
  return <DirectoryTable {...table} of={columns} />;
}

function Investments({ narrowed, empty }: ListProps) {
  const label = useText(directoryTexts).kinds.investments;
  const answer = useInfiniteQuery(investmentPages(narrowed));
  const columns = useInvestmentColumns();
  const table = { label, answer, empty, saved: InvestmentSchema };
  return <DirectoryTable {...table} of={columns} />;
}

const lists = {
  anchors: Anchors,
  partners: Partners,
  partnerships: Partnerships,
  suppliers: Suppliers,
  investments: Investments,
} as const satisfies Record<Kind, (props: ListProps) => ReactNode>;
