import { useSearchState } from "@/app/useSearchState.ts";
import { download } from "@/files/download.ts";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { stringifySearch } from "@/app/search.ts";
import { csvOf } from "./csv.ts";
import type { Row } from "./rows.ts";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly edition: number;
  readonly rows: readonly Row[];
  readonly position: bigint;
}

/** Ways to take an answer away: as a file, or as an address that always gives the same answer. */
export function SaveBar({ definition, edition, rows, position }: Props) {
  const text = useText(exploreTexts);
  const toast = useToast();
  const [search, setSearch] = useSearchState();

  function saveCsv() {
    const content = csvOf(definition.id, edition, rows);
    download(`${definition.id}.csv`, new Blob([content], { type: "text/csv;charset=utf-8" }));
  }

  async function copyLink() {
    const pinned = {
      ...search,
      metric: definition.id,
      at: position.toString(),
      edition: edition.toString(),
    };
    try {
      const path = `/explore${stringifySearch(pinned)}`;
      await navigator.clipboard.writeText(new URL(path, location.href).href);
      toast(text.linkCopied);
    } catch {
      setSearch(pinned);
      toast(text.linkFailed);
    }
  }

  return (
    <>
      <Button onPress={saveCsv}>{text.csv}</Button>
      <Button onPress={() => void copyLink()}>{text.link}</Button>
    </>
  );
}
