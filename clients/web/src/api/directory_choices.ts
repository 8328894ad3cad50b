// Things of the directory as choices of a list: the first of those that hold the words.
import { directoryClient } from "./directory_client.ts";
import { knownPosition } from "./freshness.ts";

/** One thing that may be chosen. */
export interface Choice {
  readonly id: string;
  /** What people call it; the id where it has no name. */
  readonly name: string;
  /** What tells it from others of its name. */
  readonly detail: string;
  /** What it belongs to, such as its partnership: ids by kind of thing; empty = to none. */
  readonly implies?: Readonly<Record<string, string>>;
  /** The stream that tells by its corrections what `implies` is by now; absent = it is so. */
  readonly stream?: string;
}

export type Find = (search: string, signal: AbortSignal) => Promise<Choice[]>;

/** No list shows more: who looks for something else types more of its name. */
export const MOST_CHOICES = 30;

function page(search: string) {
  return { pageSize: MOST_CHOICES, search, minPosition: knownPosition() };
}

export const findAnchors: Find = async (search, signal) => {
  const answer = await directoryClient.listAnchors({ page: page(search) }, { signal });
  return answer.anchors.map((one) => ({ id: one.anchorId, name: one.legalName, detail: "" }));
};

export const findPartners: Find = async (search, signal) => {
  const answer = await directoryClient.listPartners({ page: page(search) }, { signal });
  return answer.partners.map((one) => ({
    id: one.partnerId,
    name: one.orgName,
    detail: one.homeGeo?.code ?? "",
  }));
};

export const findSuppliers: Find = async (search, signal) => {
  const answer = await directoryClient.listSuppliers({ page: page(search) }, { signal });
  return answer.suppliers.map((one) => ({
    id: one.supplierId,
    name: one.name,
    detail: one.businessGeo?.code ?? "",
  }));
};

export const findPartnerships: Find = async (search, signal) => {
  const answer = await directoryClient.listPartnerships({ page: page(search) }, { signal });
  return answer.partnerships.map((one) => ({
    id: one.partnershipId,
    name: one.title,
    detail: "",
  }));
};

export const findInvestments: Find = async (search, signal) => {
  const answer = await directoryClient.listInvestments({ page: page(search) }, { signal });
  return answer.investments.map((one) => ({
    id: one.investmentId,
    name: one.investmentId,
    detail: one.payeeOrgId,
    implies: { partnership: one.partnershipId, anchor: one.anchorId },
  }));
};

export const findFacilities: Find = async (search, signal) => {
  const answer = await directoryClient.listAnchors({ page: page("") }, { signal });
  return answer.anchors
    .flatMap((one) => one.facilityIds.map((id) => ({ id, name: id, detail: one.legalName })))
    .filter(({ id }) => id.includes(search));
};
