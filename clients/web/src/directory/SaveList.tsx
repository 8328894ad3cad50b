import type { DescMessage, Message } from "@bufbuild/protobuf";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { download } from "@/files/download.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { directoryCsv } from "./file.ts";
import { entryTexts } from "./texts.ts";

interface Props<Row extends Message> {
  readonly answer: UseInfiniteQueryResult<InfiniteData<{ readonly rows: Row[] }>>;
  readonly desc: DescMessage;
}

/** Reads a list to its end, which the list shows, and saves it as a file. */
export function SaveList<Row extends Message>({ answer, desc }: Props<Row>) {
  const text = useText(entryTexts);
  const format = useFormat();
  const toast = useToast();
  const [isSaving, setIsSaving] = useState(false);

  async function save() {
    setIsSaving(true);
    try {
      let read: Props<Row>["answer"] = answer;
      while (read.hasNextPage) {
        read = await read.fetchNextPage();
        if (read.isError) throw read.error;
      }
      const rows = read.data?.pages.flatMap((page) => page.rows) ?? [];
      const type = "text/csv;charset=utf-8";
      download(`${desc.name.toLowerCase()}s.csv`, new Blob([directoryCsv(desc, rows)], { type }));
      toast(text.saved(format.integer(rows.length), rows.length));
    } catch {
      toast(text.saveFailed, "failed");
    } finally {
      setIsSaving(false);
    }
  }

  return (
    <span data-print="no">
      <Button isPending={isSaving} onPress={() => void save()}>
        {text.save}
      </Button>
    </span>
  );
}
