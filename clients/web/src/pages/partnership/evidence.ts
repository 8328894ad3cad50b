import { useQueries } from "@tanstack/react-query";
import { newestQuery } from "@/api/events.ts";
import { correctionTypes } from "@/events/lines.ts";
import { inForceByDay, type InForce } from "@/events/in_force.ts";
import { evidenceTypes, registryTypes } from "./milestones.ts";

// What is not confirmed is proposed from the newest events; older ones have been looked at before.
const LOOKED_AT_MAX = 1000;

interface Evidence {
  /** Absent while it is on its way. */
  readonly events: readonly InForce[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The events that may speak for steps of the roadmap. */
export function useEvidence(partnershipId: string): Evidence {
  const own = { partnershipId, eventTypes: [...evidenceTypes, ...correctionTypes] };
  const registry = { eventTypes: [...registryTypes, ...correctionTypes] };
  return useQueries({
    queries: [own, registry].map((filter) => newestQuery(filter, LOOKED_AT_MAX)),
    combine: (answers) => {
      const events = answers.flatMap(({ data }) => data?.events ?? []);
      const failed = answers.find(({ isError }) => isError);
      // Corrections of the partnership's own events come in both answers.
      const distinct = new Map(events.map((event) => [event.position, event]));
      return {
        events: answers.every(({ isSuccess }) => isSuccess)
          ? inForceByDay([...distinct.values()])
          : undefined,
        error: failed?.error,
        retry: () => answers.forEach(({ refetch }) => void refetch()),
      };
    },
  });
}
