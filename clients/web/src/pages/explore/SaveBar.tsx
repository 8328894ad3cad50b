import { useState } from "react";
import { download } from "@/files/download.ts";
import type { FileCell } from "@/files/xlsx.ts";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { csvOf } from "./csv.ts";
import { exploreTexts } from "./texts.ts";

interface Props {
  /** Name of the files, without what tells their kind. */
  readonly name: string;
  readonly table: () => readonly (readonly FileCell[])[];
  /** What the second sheet says about the figures, a line each. */
  readonly about: () => readonly (readonly [string, string])[];
}

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Ways to take an answer away as a file. */
export function SaveBar({ name, table, about }: Props) {
  const text = useText(exploreTexts);
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  function saveCsv() {
    download(`${name}.csv`, new Blob([csvOf(table())], { type: "text/csv;charset=utf-8" }));
  }

  async function saveXlsx() {
    setBusy(true);
    try {
      const { workbookOf } = await import("@/files/xlsx.ts");
      const words = (line: readonly string[]) =>
        line.map((cell): FileCell => ({ text: cell, isNumber: false }));
      const bytes = workbookOf([
        { name: text.table.title, rows: table() },
        { name: text.table.about, rows: about().map(words) },
      ]);
      download(`${name}.xlsx`, new Blob([bytes], { type: XLSX_TYPE }));
    } catch {
      toast(text.notSaved, "failed");
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button onPress={saveCsv}>{text.csv}</Button>
      <Button onPress={() => void saveXlsx()} isPending={busy}>
        {text.xlsx}
      </Button>
    </>
  );
}
