// The directory as its own pages ask for it: one entry, and lists page by page.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Anchor,
  Investment,
  Partner,
  Partnership,
  Supplier,
} from "@/gen/anchorledger/api/v1/directory_pb";
import type { CwbModel } from "@/gen/anchorledger/event/v1/partnership_pb";
import type { GeoRef } from "@/gen/anchorledger/event/v1/common_pb";
import type { Phase, Strategy, SupplierClass } from "@/gen/anchorledger/event/v1/enums_pb";
import type { Instrument } from "@/gen/anchorledger/event/v1/investing_pb";
import type { PartnerKind } from "@/gen/anchorledger/event/v1/registry_pb";
import { directoryClient as client } from "./directory_client.ts";
import { knownPosition } from "./freshness.ts";
import { ledgerKey } from "./keys.ts";

type Place = Pick<GeoRef, "scheme" | "code">;

/** What a list is narrowed to; empty and absent = not narrowed. */
export interface Narrowed {
  readonly search: string;
  readonly place?: Place | undefined;
  readonly kinds?: readonly PartnerKind[];
  readonly phases?: readonly Phase[];
  readonly strategies?: readonly Strategy[];
  readonly models?: readonly CwbModel[];
  readonly classes?: readonly SupplierClass[];
  readonly instruments?: readonly Instrument[];
  readonly anchorId?: string;
  readonly partnershipId?: string;
  readonly payeeOrgId?: string;
  readonly geoId?: string;
}

const PAGE_SIZE = 500;

interface Page<Row> {
  readonly rows: Row[];
  readonly nextPageToken: string;
}

function pages<Row>(
  name: string,
  narrowed: Narrowed,
  read: (
    page: { pageSize: number; pageToken: string; search: string; minPosition: bigint },
    options: { signal: AbortSignal },
  ) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions({
    queryKey: [ledgerKey, "directory", name, narrowed],
    queryFn: ({ pageParam, signal }) =>
      read(
        {
          pageSize: PAGE_SIZE,
          pageToken: pageParam,
          search: narrowed.search,
          minPosition: knownPosition(),
        },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
    placeholderData: keepPreviousData,
  });
}

export function anchorPages(narrowed: Narrowed) {
  return pages<Anchor>("anchors", narrowed, async (page, options) => {
    const { anchors: rows, nextPageToken } = await client.listAnchors({ page }, options);
    return { rows, nextPageToken };
  });
}

export function partnerPages(narrowed: Narrowed) {
  return pages<Partner>("partners", narrowed, async (page, options) => {
    const request = {
      page,
      kinds: [...(narrowed.kinds ?? [])],
      ...(narrowed.place && { geography: narrowed.place }),
    };
    const { partners: rows, nextPageToken } = await client.listPartners(request, options);
    return { rows, nextPageToken };
  });
}

export function partnershipPages(narrowed: Narrowed) {
  return pages<Partnership>("partnerships", narrowed, async (page, options) => {
    const request = {
      page,
      phases: [...(narrowed.phases ?? [])],
      strategies: [...(narrowed.strategies ?? [])],
      models: [...(narrowed.models ?? [])],
      anchorId: narrowed.anchorId ?? "",
      geoId: narrowed.geoId ?? "",
    };
    const { partnerships: rows, nextPageToken } = await client.listPartnerships(request, options);
    return { rows, nextPageToken };
  });
}

export function supplierPages(narrowed: Narrowed) {
  return pages<Supplier>("suppliers", narrowed, async (page, options) => {
    const request = {
      page,
      classes: [...(narrowed.classes ?? [])],
      ...(narrowed.place && { geography: narrowed.place }),
    };
    const { suppliers: rows, nextPageToken } = await client.listSuppliers(request, options);
    return { rows, nextPageToken };
  });
}

export function investmentPages(narrowed: Narrowed) {
  return pages<Investment>("investments", narrowed, async (page, options) => {
    const request = {
      page,
      instruments: [...(narrowed.instruments ?? [])],
      anchorId: narrowed.anchorId ?? "",
      partnershipId: narrowed.partnershipId ?? "",
      payeeOrgId: narrowed.payeeOrgId ?? "",
    };
    const { investments: rows, nextPageToken } = await client.listInvestments(request, options);
    return { rows, nextPageToken };
  });
}

function entry<Entry>(name: string, id: string, read: (signal: AbortSignal) => Promise<Entry>) {
  return queryOptions({
    queryKey: [ledgerKey, name, id],
    queryFn: async ({ signal }) => (await read(signal)) ?? null,
  });
}

export function anchorQuery(anchorId: string) {
  return entry("anchor", anchorId, async (signal) => {
    const request = { anchorId, minPosition: knownPosition() };
    return (await client.getAnchor(request, { signal })).anchor;
  });
}

export function partnerQuery(partnerId: string) {
  return entry("partner", partnerId, async (signal) => {
    const request = { partnerId, minPosition: knownPosition() };
    return (await client.getPartner(request, { signal })).partner;
  });
}

export function partnershipQuery(partnershipId: string) {
  return entry("partnership", partnershipId, async (signal) => {
    const request = { partnershipId, minPosition: knownPosition() };
    return (await client.getPartnership(request, { signal })).partnership;
  });
}

export function supplierQuery(supplierId: string) {
  return entry("supplier", supplierId, async (signal) => {
    const request = { supplierId, minPosition: knownPosition() };
    return (await client.getSupplier(request, { signal })).supplier;
  });
}

export function investmentQuery(investmentId: string) {
  return entry("investment", investmentId, async (signal) => {
    const request = { investmentId, minPosition: knownPosition() };
    return (await client.getInvestment(request, { signal })).investment;
  });
}
