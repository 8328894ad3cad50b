import { useText } from "@/locale/Locale.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import { overviewTexts } from "./texts.ts";

export default function OverviewPage() {
  const text = useText(overviewTexts);
  return <PageHeader title={text.title} />;
}
