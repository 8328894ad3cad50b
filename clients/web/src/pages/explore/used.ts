// The editions of places and reference tables that an answer rests on.

export interface UsedEdition {
  readonly kind: "geography" | "reference-set";
  readonly id: string;
  /** The event that published it. */
  readonly position: bigint;
}

/** Reads "reference-set/living-wage@30"; what reads otherwise is left out. */
export function usedEditions(texts: readonly string[]): UsedEdition[] {
  return texts.flatMap((text) => {
    const [, kind, id, position] = /^(geography|reference-set)\/(.+)@(\d{1,18})$/.exec(text) ?? [];
    if (kind === undefined || id === undefined || position === undefined) return [];
    return [{ kind: kind as UsedEdition["kind"], id, position: BigInt(position) }];
  });
}

/**
 * What an address has to say to show what one edition changed: the ledger with it and without it.
 * Nothing else lies between the two, since an edition is one event.
 */
export function effectOf({ position }: UsedEdition): Record<string, string> {
  return {
    at: position.toString(),
    known: "",
    compare: position > 1n ? `event:${position - 1n}` : "",
    cell: "",
  };
}
