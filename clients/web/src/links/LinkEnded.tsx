import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { PageHeader } from "@/ui/PageHeader.tsx";
import type { LinkTrouble } from "./link_session.ts";
import { linkTexts } from "./texts.ts";

interface Props {
  readonly trouble: LinkTrouble;
  readonly onRetry?: () => void;
}

/** Why a link opens nothing, and what to do about it. */
export function LinkEnded({ trouble, onRetry }: Props) {
  const text = useText(linkTexts);
  const { title, help } = text.trouble[trouble];
  const mayHelp = trouble === "offline" || trouble === "failed";
  return (
    <div data-trouble={trouble}>
      <PageHeader title={title} lead={help} />
      {onRetry && mayHelp ? <Button onPress={onRetry}>{text.tryAgain}</Button> : null}
    </div>
  );
}
