import { Link } from "@tanstack/react-router";
import { mayRecord, eventTypeNamed } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import { catalogue } from "@/locale/catalogue.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import styles from "./FirstSteps.module.css";
import { pages } from "./pages.ts";

const texts = catalogue(
  {
    can: "What you can do now:",
    cannot:
      "Whoever keeps the directory registers the anchors first; what is recorded from then on " +
      "shows up here by itself.",
    import: "Import a file",
  },
  {
    can: "Lo que puede hacer ahora:",
    cannot:
      "Quien lleva el directorio registra primero las instituciones ancla; lo que se registre " +
      "desde entonces aparece aquí por sí solo.",
    import: "Importar un archivo",
  },
);

interface Props {
  /** What begins what is missing, the first thing to do first. */
  readonly events?: readonly string[];
}

const registered = ["AnchorRegistered", "PartnerOnboarded", "PartnershipProposed"];

/** On a ledger, or a list of the directory, that has nothing yet: how the reader can begin. */
export function FirstSteps({ events = registered }: Props) {
  const text = useText(texts);
  const { language } = useLocale();
  const { roles } = useSession();
  const types = events.flatMap((name) => {
    const type = eventTypeNamed(name);
    return type && mayRecord(type, roles) ? [type] : [];
  });
  const importing = pages.find(({ path }) => path === "/import");
  const mayImport = importing?.roles?.some((role) => roles.includes(role)) ?? false;
  if (types.length === 0 && !mayImport) return <p>{text.cannot}</p>;
  return (
    <>
      <p>{text.can}</p>
      <ul className={styles["steps"]}>
        {types.map((type) => (
          <li key={type.name}>
            <Link to={`/record/${type.name}`}>{eventTitle(type, language)}</Link>
          </li>
        ))}
        {mayImport ? (
          <li>
            <Link to="/import">{text.import}</Link>
          </li>
        ) : null}
      </ul>
    </>
  );
}
