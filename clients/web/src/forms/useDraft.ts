import { useCallback, useMemo, useState } from "react";
import { useSession } from "@/session/SessionGate.tsx";
import type { Session } from "@/session/session.ts";
import { DraftStore, requestIdOf, type Draft } from "./drafts.ts";
import type { EnteredGroup } from "./entered.ts";

export function useDraftStore(): DraftStore {
  const session = useSession();
  return useMemo(() => new DraftStore(session), [session]);
}

interface Beginning {
  readonly values: EnteredGroup;
  readonly header: EnteredGroup;
}

/** A draft, and whether this device keeps it. */
export interface KeptDraft {
  readonly draft: Draft;
  /** False when the device has no room for it. */
  readonly isKept: boolean;
  readonly change: (change: Partial<Omit<Draft, "key" | "savedAt">>) => void;
  /** Forgets it and begins anew, under another request id. */
  readonly renew: () => void;
}

function begin(key: string, session: Session, beginning: () => Beginning): Draft {
  return { key, requestId: requestIdOf(session), ...beginning(), sent: false, savedAt: 0 };
}

/** The draft kept under a key, else a fresh one; it is kept from the first change on. */
export function useDraft(key: string, beginning: () => Beginning): KeptDraft {
  const session = useSession();
  const store = useDraftStore();
  const [draft, setDraft] = useState(() => store.get(key) ?? begin(key, session, beginning));
  const [isKept, setIsKept] = useState(true);
  const change = useCallback(
    (next: Partial<Omit<Draft, "key" | "savedAt">>) =>
      setDraft((old) => {
        const changed = { ...old, ...next, savedAt: Date.now() };
        setIsKept(store.put(changed));
        return changed;
      }),
    [store],
  );
  const renew = useCallback(() => {
    store.remove(key);
    setDraft(begin(key, session, beginning));
  }, [store, key, session, beginning]);
  return { draft, isKept, change, renew };
}
