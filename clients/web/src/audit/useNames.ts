import { useCallback, useMemo } from "react";
import { useAnchors, usePartnerships } from "@/api/directory.ts";

/** Names of anchors and partnerships, which are few; other things go by their ids. */
export function useNames(): (kind: string, id: string) => string | undefined {
  const anchors = useAnchors().data;
  const partnerships = usePartnerships().data;
  const names = useMemo(
    () =>
      new Map<string, string>([
        ...(anchors ?? []).map((one) => [`anchor/${one.anchorId}`, one.legalName] as const),
        ...(partnerships ?? []).map(
          (one) => [`partnership/${one.partnershipId}`, one.title] as const,
        ),
      ]),
    [anchors, partnerships],
  );
  return useCallback((kind, id) => names.get(`${kind}/${id}`) || undefined, [names]);
}
