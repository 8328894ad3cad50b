import { useEffect, useState } from "react";

// Long enough that each letter of a quickly typed name asks nothing.
const TYPING_MS = 200;

/** The text as it was when somebody last paused while typing. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
