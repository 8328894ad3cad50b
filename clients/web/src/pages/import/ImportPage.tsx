import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAnchors } from "@/api/directory.ts";
import { historyQuery, profilesQuery } from "@/api/imports.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import { beforeFor } from "@/imports/before.ts";
import { FileDrop } from "@/imports/FileDrop.tsx";
import type { OpenedFile } from "@/imports/open_file.ts";
import { OpenedAbout } from "@/imports/OpenedAbout.tsx";
import { rememberedFile } from "@/imports/plans.ts";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useOpenFile } from "@/imports/useOpenFile.ts";
import { usePlans } from "@/imports/useStart.ts";
import { WorkbookOptions } from "@/imports/WorkbookOptions.tsx";
import { useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { History } from "./History.tsx";
import { Preparation } from "./Preparation.tsx";

/** Equal for the same choice of the same file: what was entered for another one is forgotten. */
function identityOf({ original, workbook }: OpenedFile): string {
  const sheet = workbook ? `${workbook.sheet} ${workbook.headerRow}` : "";
  return `${original.name} ${original.lastModified} ${original.size} ${sheet}`;
}

/** A new import, and those so far. */
export default function ImportPage() {
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const { organisationId } = useSession();
  const anchors = useAnchors();
  const history = useQuery(historyQuery);
  const profiles = useQuery(profilesQuery);
  const again = usePlans().get(useSearchState()[0]["again"] ?? "");
  const [opened, setOpened] = useState(() => again && rememberedFile(again.uploadId));
  const file = useOpenFile(setOpened);

  if (anchors.isPending || history.isPending || profiles.isPending) {
    return <Loading lines={6} isPage />;
  }
  const error = anchors.error ?? history.error ?? profiles.error;
  if (error) return <ErrorState error={error} onRetry={() => void history.refetch()} isPage />;
  const anchor =
    anchors.data?.find(({ anchorId }) => anchorId === organisationId) ??
    (anchors.data?.length === 1 ? anchors.data[0] : undefined);
  const isEmptySheet = opened?.workbook?.candidates.length === 0;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Panel title={text.file}>
        {again && !opened ? <p>{words.againHere}</p> : null}
        <FileDrop
          label={opened ? text.chooseAnother : text.choose}
          onFile={(next) => file.open(next)}
        />
        <OpenedAbout state={file} />
        {opened?.workbook ? (
          <WorkbookOptions
            workbook={opened.workbook}
            onChoose={(choice) => file.open(opened.original, choice)}
          />
        ) : null}
      </Panel>
      {opened && !isEmptySheet ? (
        <Preparation
          key={identityOf(opened)}
          opened={opened}
          before={beforeFor(again, opened)}
          saved={profiles.data ?? []}
          anchorId={anchor?.anchorId ?? ""}
          currency={anchor?.currency ?? "USD"}
        />
      ) : null}
      <History imports={history.data ?? []} />
    </>
  );
}
