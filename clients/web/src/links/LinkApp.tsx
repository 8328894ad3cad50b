import {
  queryOptions,
  QueryClientProvider,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { newQueryClient } from "@/api/query_client.ts";
import { callWith } from "@/api/transport.ts";
import { LanguageSwitch } from "@/app/LanguageSwitch.tsx";
import { Mark } from "@/app/Mark.tsx";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { receiptByLink } from "@/reports/receipts.ts";
import { ActingAs } from "@/session/SessionGate.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { Toasts } from "@/ui/Toasts.tsx";
import { LinkEnded } from "./LinkEnded.tsx";
import { LinkedReportPage, linkedQuery } from "./LinkedReportPage.tsx";
import { LinkError, type LinkSession } from "./link_session.ts";
import styles from "./Links.module.css";
import { ReceiptPage } from "./ReceiptPage.tsx";

const sessionKey = ["link session"] as const;

function sessionQuery(link: LinkSession) {
  return queryOptions({
    queryKey: sessionKey,
    queryFn: () => link.enter(),
    retry: false,
    // What was refused before the page was drawn is refused.
    retryOnMount: false,
  });
}

function credentialOf(link: LinkSession, queries: QueryClient) {
  return link.credential(() => void queries.invalidateQueries({ queryKey: sessionKey }));
}

let prepared: QueryClient | undefined;

/** Enters, and has the report before anything is drawn: the page is then drawn once. */
export async function prepare(link: LinkSession): Promise<void> {
  const queries = newQueryClient(() => undefined);
  prepared = queries;
  callWith(credentialOf(link, queries));
  if (await queries.fetchQuery(sessionQuery(link))) await queries.prefetchQuery(linkedQuery);
}

/** The page of a link: no navigation and no account, one report. */
export default function LinkApp({ link }: { link: LinkSession }) {
  const [queries] = useState(() => prepared ?? newQueryClient(() => undefined));
  useEffect(() => {
    // Another link opened in this tab changes nothing but what stands behind "#".
    const reload = () => window.location.reload();
    window.addEventListener("hashchange", reload);
    return () => window.removeEventListener("hashchange", reload);
  }, []);
  return (
    <LocaleProvider>
      <QueryClientProvider client={queries}>
        <Toasts>
          <div className={styles["page"]}>
            <header className={styles["top"]}>
              <Mark />
              <LanguageSwitch />
            </header>
            <main className={styles["content"]}>
              <LinkGate link={link}>
                <LinkedReportPage />
              </LinkGate>
            </main>
          </div>
        </Toasts>
      </QueryClientProvider>
    </LocaleProvider>
  );
}

/** Shows what is inside to the holder of a link that works, and everybody else what to do. */
function LinkGate(props: { link: LinkSession; children: ReactNode }) {
  const { link } = props;
  const queries = useQueryClient();
  const session = useQuery(sessionQuery(link));
  useEffect(() => callWith(credentialOf(link, queries)), [link, queries]);
  const trouble = session.error instanceof LinkError ? session.error.trouble : undefined;
  // Without a signal whoever is in goes on; what they type is kept.
  const isIn = session.data && (trouble === undefined || trouble === "offline");
  if (isIn) return <ActingAs value={session.data}>{props.children}</ActingAs>;
  if (session.isPending) return <Loading isPage />;
  const receipt = trouble === "used" ? receiptByLink(link.linkId) : undefined;
  if (receipt) return <ReceiptPage receipt={receipt} />;
  return <LinkEnded trouble={trouble ?? "failed"} onRetry={() => void session.refetch()} />;
}
