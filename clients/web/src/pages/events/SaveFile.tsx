import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { logIdentityQuery } from "@/api/admin.ts";
import { eventFile } from "@/audit/file.ts";
import { useAftermath } from "@/audit/marks.ts";
import type { EventSearch } from "@/audit/search.ts";
import { download } from "@/files/download.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Events.module.css";
import { eventsPageTexts } from "./texts.ts";

/** Saves the list as a file, and tells how far that is while it is being read. */
export function SaveFile({ search }: { search: EventSearch }) {
  const text = useText(eventsPageTexts);
  const format = useFormat();
  const { language } = useLocale();
  const toast = useToast();
  const queries = useQueryClient();
  const aftermath = useAftermath(search);
  const stopping = useRef<AbortController>(undefined);
  const [read, setRead] = useState<number>();
  useEffect(() => () => stopping.current?.abort(), []);

  async function save() {
    const controller = new AbortController();
    stopping.current = controller;
    const { signal } = controller;
    setRead(0);
    try {
      const log = await queries.ensureQueryData(logIdentityQuery);
      const asked = { search, aftermath, language, log, signal };
      const made = await eventFile({ ...asked, onProgress: setRead });
      download("events.csv", made.content);
      const count = format.integer(made.events);
      toast(made.isCut ? text.csvCut(count) : text.csvDone(count));
    } catch {
      if (!signal.aborted) toast(text.csvFailed, "failed");
    } finally {
      setRead(undefined);
    }
  }

  if (read === undefined) return <Button onPress={() => void save()}>{text.csv}</Button>;
  return (
    <span className={styles["saving"]}>
      <label>
        {text.csvReading(format.integer(read))} <progress />
      </label>
      <Button onPress={() => stopping.current?.abort()}>{text.csvStop}</Button>
    </span>
  );
}
