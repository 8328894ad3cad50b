import { Link } from "@tanstack/react-router";
import { useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { frameTexts } from "./texts.ts";

export function NotFound() {
  const text = useText(frameTexts);
  return (
    <>
      <PageHeader title={text.notFound} lead={text.notFoundHelp} />
      <Link to="/overview">{text.toOverview}</Link>
    </>
  );
}
