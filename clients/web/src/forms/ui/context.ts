import { createContext, useContext } from "react";
import type { FilledFields } from "../implied.ts";
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
  /** Fields that were filled in because of another choice, as they were filled in. */
  readonly filledIn?: FilledFields;
  /** Something was chosen at a path that says what belongs into other fields: ids by kind. */
  readonly onImplied?: (path: string, implies: Readonly<Record<string, string>>) => void;
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
