import { Link } from "@tanstack/react-router";
import { useText } from "@/locale/Locale.tsx";
import { Empty } from "@/ui/states/Empty.tsx";
import { frameTexts } from "./texts.ts";

export function NotFound() {
  const text = useText(frameTexts);
  return (
    <Empty title={text.notFound}>
      <p>{text.notFoundHelp}</p>
      <Link to="/overview">{text.toOverview}</Link>
    </Empty>
  );
}
