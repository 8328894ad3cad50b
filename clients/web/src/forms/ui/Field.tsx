import { useQuery } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";
import type { Language } from "@/locale/catalogue.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import type { FormField } from "../definitions.ts";
import { formTexts } from "../form_texts.ts";
import { issueWords, type IssueWords } from "../issue_words.ts";
import type { FieldIssue } from "../request.ts";
import { boundsInWords } from "../bounds.ts";
import { fieldLabel } from "../texts/labels.ts";
import { useIssue } from "./context.ts";
import styles from "./forms.module.css";

/** What a control has to carry so that its label, help and error are heard with it. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
  readonly "aria-required": boolean | undefined;
}

interface Props {
  readonly field: FormField;
  readonly path: string;
  /** Help beyond what the contract says. */
  readonly hint?: string | undefined;
  /** True for several controls under one label. */
  readonly isGroup?: boolean | undefined;
  /** True when the control shows issues of its parts as its own. */
  readonly ownsParts?: boolean | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}

/** The words of an issue in the reader's language, and the server's where there are no better. */
export function useIssueWords(issue: FieldIssue | undefined, field?: FormField): IssueWords {
  return issueWords(issue, field, useLocale());
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}

/** Help that says nothing beyond the label is left out. */
function isTelling(said: string, label: string): boolean {
  const known = wordsOf(label);
  return wordsOf(said).some((word) => !known.includes(word));
}

// How a rate is kept; people enter it in percent.
const keptAs = / in hundredths of a percent(, [\d ]+ to [\d ]+)?/;

type Said = (field: FormField) => string;

// The contract is written in English. Its words, and the Spanish ones, are loaded when somebody
// reads them: a form can be filled in before.
const helpIn: Readonly<Record<Language, () => Promise<Said>>> = {
  en: async () => {
    const { default: comments } = await import("@/gen/comments.json");
    const help: Readonly<Record<string, string>> = comments;
    return ({ owner, name }) => (help[`${owner}.${name}`] ?? "").replace(keptAs, "");
  },
  es: async () => {
    const { spanishHelp } = await import("../texts/help_es.ts");
    return (field) => spanishHelp(field) ?? "";
  },
};

function useSaid(field: FormField): string {
  const { language } = useLocale();
  const said = useQuery({ queryKey: ["field help", language], queryFn: helpIn[language] }).data;
  // Of the header the contract tells programs how it is filled in.
  return field.owner === "EventHeader" ? "" : (said?.(field) ?? "");
}

function useHelp(field: FormField, hint: string | undefined): string {
  const { language } = useLocale();
  const text = useText(formTexts);
  const bounds = boundsInWords(field, text, useFormat());
  const said = useSaid(field);
  const telling = isTelling(said, fieldLabel(field, language)) ? said : "";
  return [telling, hint ?? "", bounds].filter((words) => words !== "").join(" ");
}

/** One field of a form: label, what belongs in it, the control, and what is wrong with it. */
export function Field({ field, path, hint, isGroup, ownsParts, children }: Props) {
  const id = useId();
  const text = useText(formTexts);
  const { language } = useLocale();
  const issue = useIssue(path, ownsParts ?? false);
  const { words: issueSaid, detail } = useIssueWords(issue, field);
  const helpWords = useHelp(field, hint);
  const label = fieldLabel(field, language);
  const described = [helpWords && `${id}-help`, issue && `${id}-issue`].filter(Boolean).join(" ");
  const control: ControlProps = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": issue ? true : undefined,
    "aria-required": field.rule.required && !isGroup ? true : undefined,
  };
  const mark = field.rule.required ? null : <span className={styles["mark"]}>{text.optional}</span>;
  return (
    <div
      className={styles["field"]}
      data-path={path}
      role={isGroup ? "group" : undefined}
      aria-labelledby={isGroup ? `${id}-label` : undefined}
      aria-describedby={isGroup ? described || undefined : undefined}
    >
      {isGroup ? (
        <span className={styles["label"]} id={`${id}-label`}>
          {label} {mark}
        </span>
      ) : (
        <label className={styles["label"]} htmlFor={id} id={`${id}-label`}>
          {label} {mark}
        </label>
      )}
      {helpWords === "" ? null : (
        <span className={styles["help"]} id={`${id}-help`}>
          {helpWords}
        </span>
      )}
      {children(control)}
      {issue ? (
        <span className={styles["issue"]} id={`${id}-issue`}>
          {issueSaid}
          {detail ? (
            <>
              {" "}
              <span lang="en">({detail})</span>
            </>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}
