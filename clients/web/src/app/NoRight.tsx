import { Link } from "@tanstack/react-router";
import { wordTexts } from "@/forms/texts/labels.ts";
import { catalogue } from "@/locale/catalogue.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import type { Role } from "@/session/session.ts";

const texts = catalogue(
  {
    who: (actor: string, organisation: string, roles: string) =>
      `You are signed in as ${actor} for ${organisation}, with: ${roles}.`,
    wanted: (roles: string) => `This page is for: ${roles}.`,
    home: "To your first page",
    operator: "Operator",
  },
  {
    who: (actor: string, organisation: string, roles: string) =>
      `Ha entrado como ${actor} por ${organisation}, con: ${roles}.`,
    wanted: (roles: string) => `Esta página es para: ${roles}.`,
    home: "Ir a su primera página",
    operator: "Operador",
  },
);

const noRight = {
  reason: "PERMISSION_DENIED",
  detail: "",
  fields: [],
  metadata: {},
  retryAfterMs: undefined,
} as const;

/** Stands in place of a page that the reader has no role for: who that is, and who may see it. */
export default function NoRight(props: { roles: readonly Role[] }) {
  const text = useText(texts);
  const words = useText(wordTexts);
  const format = useFormat();
  const { actorId, organisationId, roles } = useSession();
  const list = (some: readonly Role[]) =>
    format.list(
      some.map((role) => (role === "operator" ? text.operator : (words[`Role.${role}`] ?? role))),
    );
  return (
    <ProblemState problem={noRight} isPage>
      <p>{text.who(actorId, organisationId, list(roles))}</p>
      <p>{text.wanted(list(props.roles))}</p>
      <Link to="/">{text.home}</Link>
    </ProblemState>
  );
}
