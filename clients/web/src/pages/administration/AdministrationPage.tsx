import { useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { BackupPanel } from "./BackupPanel.tsx";
import { ProjectionsPanel } from "./ProjectionsPanel.tsx";
import { ServerPanel } from "./ServerPanel.tsx";
import { adminTexts } from "./texts.ts";
import { TokensPanel } from "./TokensPanel.tsx";

/** The server: how it does, its projections, its backups, and who may get in. */
export default function AdministrationPage() {
  const text = useText(adminTexts);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <ServerPanel />
      <ProjectionsPanel />
      <BackupPanel />
      <TokensPanel />
    </>
  );
}
