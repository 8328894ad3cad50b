// What a thing is called that an event names by its id.
import { queryOptions } from "@tanstack/react-query";
import { directoryClient as client } from "./directory_client.ts";
import { knownPosition } from "./freshness.ts";
import { ledgerKey } from "./keys.ts";
import { problemOf } from "./problem.ts";

export interface NamedThing {
  /** As `refers_to` in the rules of the contract, but never "organisation". */
  readonly kind: string;
  readonly name: string;
}

type Read = (id: string, signal: AbortSignal) => Promise<string | undefined>;

const readers: Readonly<Record<string, Read>> = {
  anchor: async (anchorId, signal) =>
    (await client.getAnchor({ anchorId, minPosition: knownPosition() }, { signal })).anchor
      ?.legalName,
  partner: async (partnerId, signal) =>
    (await client.getPartner({ partnerId, minPosition: knownPosition() }, { signal })).partner
      ?.orgName,
  partnership: async (partnershipId, signal) =>
    (await client.getPartnership({ partnershipId, minPosition: knownPosition() }, { signal }))
      .partnership?.title,
  supplier: async (supplierId, signal) =>
    (await client.getSupplier({ supplierId, minPosition: knownPosition() }, { signal })).supplier
      ?.name,
};

// An organisation is an anchor or a partner.
function kindsOf(kind: string): string[] {
  return kind === "organisation" ? ["anchor", "partner"] : [kind];
}

/** Whether the directory has names for things of this kind. */
export function hasNames(kind: string): boolean {
  return kindsOf(kind).every((one) => one in readers);
}

/** The thing as the directory shows it to the reader; null = not at all. */
export function thingNameQuery(kind: string, id: string) {
  return queryOptions({
    queryKey: [ledgerKey, "thing", kind, id],
    queryFn: async ({ signal }): Promise<NamedThing | null> => {
      for (const one of kindsOf(kind)) {
        try {
          const name = await readers[one]?.(id, signal);
          if (name !== undefined) return { kind: one, name };
        } catch (error) {
          if (problemOf(error).reason !== "PERMISSION_DENIED") throw error;
        }
      }
      return null;
    },
  });
}
