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

type Change = Partial<Omit<Draft, "key" | "savedAt">>;

/** A draft, and whether this device keeps it. */
export interface KeptDraft {
  readonly draft: Draft;
  /** False when the device has no room for it. */
  readonly isKept: boolean;
  readonly change: (change: Change | ((draft: Draft) => Change)) => void;
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
    (next: Change | ((draft: Draft) => Change)) =>
      setDraft((old) => {
        const own = typeof next === "function" ? next(old) : next;
        const changed = { ...old, ...own, savedAt: Date.now() };
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
