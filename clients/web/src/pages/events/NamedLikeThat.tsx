import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  findAnchors,
  findPartners,
  findPartnerships,
  findSuppliers,
  type Choice,
} from "@/api/directory_choices.ts";
import { ledgerKey } from "@/api/keys.ts";
import { useText } from "@/locale/Locale.tsx";
import styles from "./Events.module.css";
import { eventsPageTexts } from "./texts.ts";

// The word of an address that narrows the list to such a thing, and who finds it.
const finders = {
  anchor: findAnchors,
  partnership: findPartnerships,
  partner: findPartners,
  supplier: findSuppliers,
} as const;
type Kind = keyof typeof finders;

const LETTERS_MIN = 3;
const SHOWN_MAX = 4;

async function findAll(words: string, signal: AbortSignal): Promise<[Kind, Choice][]> {
  const kinds = Object.entries(finders) as [Kind, (typeof finders)[Kind]][];
  const found = await Promise.all(kinds.map(([, find]) => find(words, signal)));
  return kinds.flatMap(([kind], i) =>
    (found[i] ?? []).slice(0, SHOWN_MAX).map((choice): [Kind, Choice] => [kind, choice]),
  );
}

/**
 * What the directory knows by the words that are looked for. Events name things by their ids: who
 * looks for a name means the events of what has it.
 */
export function NamedLikeThat({ words }: { words: string }) {
  const text = useText(eventsPageTexts);
  const asked = words.trim();
  const { data: found = [] } = useQuery({
    queryKey: [ledgerKey, "named", asked],
    queryFn: ({ signal }) => findAll(asked, signal),
    enabled: asked.length >= LETTERS_MIN,
  });
  if (found.length === 0) return null;
  return (
    <div className={styles["named"]} data-print="no" role="group" aria-label={text.named}>
      <span>{text.named}</span>
      <ul>
        {found.map(([kind, { id, name }]) => (
          <li key={`${kind}/${id}`}>
            <Link to="/events" search={{ [kind]: id } as never}>
              {name}
            </Link>{" "}
            <small>{text.namedKinds[kind]}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
