import type { UseQueryResult } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { problemOf } from "@/api/problem.ts";
import { useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { entryTexts } from "./texts.ts";

/** The id that the address of an entry's page ends with. */
export function useEntryId(): string {
  return (useParams({ strict: false }) as { id?: string }).id ?? "";
}

interface Props<Entry> {
  readonly answer: UseQueryResult<Entry | null>;
  readonly children: (entry: Entry) => ReactNode;
}

/** The page of one entry, or what stands in its place. */
export function EntryPage<Entry>({ answer, children }: Props<Entry>) {
  const text = useText(entryTexts);
  const id = useEntryId();
  if (answer.isPending) {
    return (
      <>
        <h1 className="visually-hidden">{id}</h1>
        <Loading lines={6} />
      </>
    );
  }
  // The server does not tell what is not there from what may not be seen.
  const isHidden = answer.isError && problemOf(answer.error).reason === "PERMISSION_DENIED";
  if (isHidden || answer.data === null) {
    return (
      <PageHeader
        title={text.unknown}
        lead={text.unknownHelp}
        actions={<Link to="/directory">{text.toDirectory}</Link>}
      />
    );
  }
  if (answer.isError) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} isPage />;
  }
  return children(answer.data);
}
