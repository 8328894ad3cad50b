import { createContext, useContext } from "react";
import type { FieldIssue, FieldIssues } from "../request.ts";
import { issueAt } from "../request.ts";

/** What the fields of one form share. */
export interface FormState {
  readonly issues: FieldIssues;
  /** Fields that the person has been at; the others are not blamed for being empty. */
  readonly visited: ReadonlySet<string>;
  /** Whether all fields are blamed: after an attempt to record. */
  readonly attempted: boolean;
  /** Currency that amounts begin with. */
  readonly currency: string;
  readonly isLocked: boolean;
  readonly visit: (path: string) => void;
  /** Something was chosen that belongs to a partnership. */
  readonly onBelongs?: (partnershipId: string) => void;
}

const none: FormState = {
  issues: new Map(),
  visited: new Set(),
  attempted: false,
  currency: "USD",
  isLocked: false,
  visit: () => undefined,
};

export const FormContext = createContext<FormState>(none);

export function useForm(): FormState {
  return useContext(FormContext);
}

/** What to say at a field now; nothing before the person has been there. */
export function useIssue(path: string, ownsParts: boolean): FieldIssue | undefined {
  const { issues, visited, attempted } = useForm();
  return attempted || visited.has(path) ? issueAt(issues, path, ownsParts) : undefined;
}
