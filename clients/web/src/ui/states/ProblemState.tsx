import { useEffect, type ReactNode } from "react";
import { isUndecided, problemOf, type Problem } from "@/api/problem.ts";
import { problemTexts } from "@/api/problem_texts.ts";
import { productName } from "@/app/Mark.tsx";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "../Button.tsx";
import styles from "./states.module.css";

interface Props {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
  /** It stands in place of a whole page, and so is its heading. */
  readonly isPage?: boolean | undefined;
  /** What else helps the reader. */
  /** False where nobody signs in: with a link. */
  readonly hasAccount?: boolean | undefined;
  readonly children?: ReactNode;
}

/** Stands in place of content that could not be had: offline, no right, or any other reason. */
export function ProblemState(props: Props) {
  const { problem, onRetry, isPage, hasAccount = true, children } = props;
  const text = useText(problemTexts);
  const kind = kindOf(problem);
  // What was entered on this page would be lost with it.
  const isSignedOut = hasAccount && problem.reason === "CREDENTIAL_MISSING";
  const Title = isPage ? "h1" : "p";
  const title = { offline: text.offline, noRight: text.noRight, failed: text.failed }[kind];
  useEffect(() => {
    if (isPage) document.title = `${title} · ${productName}`;
  }, [isPage, title]);
  return (
    <div className={styles["state"]} data-state={kind} role="alert">
      <Title className={styles["title"]}>{title}</Title>
      <p className={styles["words"]}>{text.sentence[problem.reason]}</p>
      {kind === "failed" && problem.detail !== "" ? (
        <details className={styles["detail"]}>
          <summary>{text.detail}</summary>
          <code lang="en">{problem.detail}</code>
        </details>
      ) : null}
      {children}
      {isSignedOut ? (
        <p className={styles["words"]}>
          <a href="/" target="_blank" rel="noopener">
            {text.signInBeside}
          </a>
        </p>
      ) : null}
      {onRetry && (kind === "offline" || isUndecided(problem)) ? (
        <Button onPress={onRetry}>{text.tryAgain}</Button>
      ) : null}
    </div>
  );
}

function kindOf(problem: Problem): "offline" | "noRight" | "failed" {
  if (problem.reason === "OFFLINE") return "offline";
  return problem.reason === "PERMISSION_DENIED" ? "noRight" : "failed";
}

/** The same for whatever a query or a route threw. */
export function ErrorState({ error, ...rest }: Omit<Props, "problem"> & { error: unknown }) {
  return <ProblemState problem={problemOf(error)} {...rest} />;
}
