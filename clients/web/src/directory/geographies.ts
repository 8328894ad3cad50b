import { queryOptions, useQuery } from "@tanstack/react-query";
import { allEvents } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import { correctionTypes } from "@/events/lines.ts";
import { inForceByDay } from "@/events/in_force.ts";

/** A named set of places. */
export interface Geography {
  readonly geoId: string;
  readonly name: string;
}

// No list of the directory has them: they are what events say, the latest word on each.
const geographiesQuery = queryOptions({
  queryKey: [ledgerKey, "geographies"],
  queryFn: async ({ signal }) => {
    const types = ["GeographyDefined", ...correctionTypes];
    const found = new Map<string, Geography>();
    for (const { type, values } of inForceByDay(await allEvents({ eventTypes: types }, signal))) {
      if (type.name !== "GeographyDefined") continue;
      const geoId = String(values["geo_id"] ?? "");
      found.set(geoId, { geoId, name: String(values["name"] ?? geoId) });
    }
    return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
  },
});

export function useGeographies() {
  return useQuery(geographiesQuery);
}

/** What a set of places is called; its id until that is known. */
export function useGeographyName(): (geoId: string) => string {
  const { data } = useGeographies();
  return (geoId) => data?.find((one) => one.geoId === geoId)?.name ?? geoId;
}
