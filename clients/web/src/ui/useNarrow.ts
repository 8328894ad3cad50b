import { useSyncExternalStore } from "react";

// As the styles have it: below this, what stands side by side stands below each other.
const narrow = "(max-width: 40rem)";

function subscribe(changed: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the window is as narrow as a phone, for what styles alone cannot lay out. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
}
