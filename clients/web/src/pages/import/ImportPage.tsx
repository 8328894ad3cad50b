import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAnchors } from "@/api/directory.ts";
import { historyQuery } from "@/api/imports.ts";
import { decodeText, previewOf, type Preview } from "@/imports/csv.ts";
import { FileDrop } from "@/imports/FileDrop.tsx";
import styles from "@/imports/Imports.module.css";
import { PreviewTable } from "@/imports/PreviewTable.tsx";
import { importTexts } from "@/imports/texts.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { History } from "./History.tsx";
import { Preparation } from "./Preparation.tsx";

// Enough to see columns, days and amounts of a file of any size.
const LOOKED_AT_BYTES = 256 * 1024;

interface Chosen {
  readonly file: File;
  readonly preview: Preview;
}

function wholeLines(text: string): string {
  const end = text.lastIndexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}

async function lookAt(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer());
  // A letter cut in two at the end would make the whole look like another character set.
  const isCut = file.size > LOOKED_AT_BYTES;
  const end = isCut ? Math.max(bytes.lastIndexOf(10), 0) : bytes.length;
  const text = decodeText(bytes.subarray(0, end));
  return { file, preview: previewOf(isCut ? wholeLines(text) : text) };
}

// Workbooks are archives, which begin so.
async function isWorkbook(file: File): Promise<boolean> {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first[0] === 0x50 && first[1] === 0x4b;
}

/** A new import, and those so far. */
export default function ImportPage() {
  const text = useText(importTexts);
  const format = useFormat();
  const { organisationId } = useSession();
  const anchors = useAnchors();
  const history = useQuery(historyQuery);
  const [chosen, setChosen] = useState<Chosen>();
  const [trouble, setTrouble] = useState("");

  async function choose(file: File) {
    setTrouble("");
    if (file.size === 0) return setTrouble(text.emptyFile);
    if (await isWorkbook(file)) return setTrouble(text.notText);
    setChosen(await lookAt(file));
  }

  if (anchors.isPending || history.isPending) return <Loading lines={6} />;
  const error = anchors.error ?? history.error;
  if (error) return <ErrorState error={error} onRetry={() => void history.refetch()} />;
  const anchor =
    anchors.data?.find(({ anchorId }) => anchorId === organisationId) ??
    (anchors.data?.length === 1 ? anchors.data[0] : undefined);
  const size = (bytes: number) => `${format.integer(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Panel title={text.file}>
        <FileDrop
          label={chosen ? text.chooseAnother : text.choose}
          onFile={(file) => void choose(file)}
        />
        <p role="status" className={styles["error"]}>
          {trouble}
        </p>
        {chosen ? (
          <>
            <p>
              {text.about(chosen.file.name, size(chosen.file.size), chosen.preview.columns.length)}
            </p>
            <PreviewTable label={text.preview} preview={chosen.preview} />
          </>
        ) : null}
      </Panel>
      {chosen ? (
        <Preparation
          key={`${chosen.file.name} ${chosen.file.lastModified}`}
          file={chosen.file}
          preview={chosen.preview}
          anchorId={anchor?.anchorId ?? ""}
          currency={anchor?.currency ?? "USD"}
        />
      ) : null}
      <History imports={history.data ?? []} />
    </>
  );
}
