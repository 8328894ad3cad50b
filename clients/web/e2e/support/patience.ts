/** How long anything that is waited for may take; the machine may be busy. */
export const PATIENCE_MS = 30_000;
