// What the lists of the directory show of each entry.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type {
  Anchor,
  Investment,
  Partner,
  Partnership,
  Supplier,
} from "@/gen/anchorledger/api/v1/directory_pb";
import { PhaseSchema, StrategySchema, SupplierClassSchema } from
  "@/gen/anchorledger/event/v1/enums_pb";
import { InstrumentSchema } from "@/gen/anchorledger/event/v1/investing_pb";
import { CwbModelSchema } from "@/gen/anchorledger/event/v1/partnership_pb";
import { PartnerKindSchema } from "@/gen/anchorledger/event/v1/registry_pb";
import { today } from "@/locale/format.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import type { Column } from "@/ui/table/DataTable.tsx";
import { isHeld } from "./classes.ts";
import { useGeographyName } from "./geographies.ts";
import { OrganisationLink, useOrganisations } from "./organisations.tsx";
import { entryTexts } from "./texts.ts";
import { enumText } from "./words.ts";

/** The columns of a list, and where its rows lead. */
export interface EntryColumns<Row> {
  readonly columns: readonly Column<Row>[];
  readonly path: (row: Row) => string;
}

function named<Row>(
  title: string,
  path: (row: Row) => string,
  name: (row: Row) => ReactNode,
): Column<Row> {
  return {
    id: "name",
    title,
    isRowHeader: true,
    width: "minmax(0, 2fr)",
    render: (row) => <Link to={path(row)}>{name(row)}</Link>,
  };
}

export function useAnchorColumns(): EntryColumns<Anchor> {
  const text = useText(entryTexts).columns;
  const { format } = useLocale();
  const path = (row: Anchor) => `/anchors/${row.anchorId}`;
  return {
    path,
    columns: [
      named(text.name, path, (row) => row.legalName),
      { id: "currency", title: text.currency, render: (row) => row.currency },
      {
        id: "partnerships",
        title: text.partnershipsLed,
        align: "right",
        render: (row) => format.integer(row.partnershipCount),
      },
    ],
  };
}

export function usePartnerColumns(): EntryColumns<Partner> {
  const text = useText(entryTexts).columns;
  const { format, language } = useLocale();
  const path = (row: Partner) => `/partners/${row.partnerId}`;
  return {
    path,
    columns: [
      named(text.name, path, (row) => row.orgName),
      {
        id: "kind",
        title: text.kind,
        width: "minmax(0, 1.5fr)",
        render: (row) => enumText(PartnerKindSchema, row.kind, language),
      },
      { id: "place", title: text.place, render: (row) => row.homeGeo?.code },
      {
        id: "partnerships",
        title: text.partnerships,
        align: "right",
        render: (row) => format.integer(row.partnershipIds.length),
      },
    ],
  };
}

export function usePartnershipColumns(): EntryColumns<Partnership> {
  const text = useText(entryTexts).columns;
  const { format, language } = useLocale();
  const placeName = useGeographyName();
  const path = (row: Partnership) => `/partnerships/${row.partnershipId}`;
  return {
    path,
    columns: [
      named(text.name, path, (row) => row.title),
      {
        id: "phase",
        title: text.phase,
        render: (row) => enumText(PhaseSchema, row.currentPhase, language) || text.noPhase,
      },
      {
        id: "model",
        title: text.model,
        render: (row) => enumText(CwbModelSchema, row.cwbModel, language),
      },
      {
        id: "strategies",
        title: text.strategies,
        width: "minmax(0, 1.5fr)",
        render: (row) =>
          format.list(row.strategies.map((one) => enumText(StrategySchema, one, language))),
      },
      {
        id: "anchor",
        title: text.anchor,
        width: "minmax(0, 1.5fr)",
        render: (row) => <OrganisationLink id={row.leadAnchorId} />,
      },
      { id: "place", title: text.place, render: (row) => placeName(row.geoId) },
    ],
  };
}

export function useSupplierColumns(): EntryColumns<Supplier> {
  const text = useText(entryTexts).columns;
  const { format, language } = useLocale();
  const path = (row: Supplier) => `/suppliers/${row.supplierId}`;
  return {
    path,
    columns: [
      named(text.name, path, (row) => row.name),
      {
        id: "classes",
        title: text.classes,
        width: "minmax(0, 2fr)",
        render: (row) => {
          const held = row.classes.filter((span) => isHeld(span, today()));
          const words = held.map((one) => enumText(SupplierClassSchema, one.class, language));
          return format.list([...new Set(words)]);
        },
      },
      { id: "place", title: text.place, render: (row) => row.businessGeo?.code },
    ],
  };
}

export function useInvestmentColumns(): EntryColumns<Investment> {
  const text = useText(entryTexts).columns;
  const { format, language } = useLocale();
  const organisation = useOrganisations();
  const path = (row: Investment) => `/investments/${row.investmentId}`;
  const money = (
    id: string,
    title: string,
    minor: (row: Investment) => bigint,
  ): Column<Investment> => ({
    id,
    title,
    align: "right",
    width: "minmax(0, 1.2fr)",
    render: (row) => format.money(minor(row), row.currency),
  });
  return {
    path,
    columns: [
      named(text.investment, path, (row) => row.investmentId),
      {
        id: "instrument",
        title: text.kind,
        render: (row) => enumText(InstrumentSchema, row.instrument, language),
      },
      {
        id: "payee",
        title: text.payee,
        width: "minmax(0, 1.5fr)",
        render: (row) => organisation(row.payeeOrgId).name,
      },
      money("committed", text.committed, (row) => row.committedMinor),
      money("disbursed", text.disbursed, (row) => row.disbursedMinor),
      money("outstanding", text.outstanding, (row) => row.outstandingMinor),
    ],
  };
}
