import { useCallback, useSyncExternalStore } from "react";

// As the styles have it: below this, what stands side by side stands below each other.
const narrow = "(max-width: 40rem)";

/** Whether the window is as the media query says, for what styles alone cannot lay out. */
export function useMedia(media: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const query = matchMedia(media);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    [media],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(media).matches);
}

/** Whether the window is as narrow as a phone. */
export function useNarrow(): boolean {
  return useMedia(narrow);
}
