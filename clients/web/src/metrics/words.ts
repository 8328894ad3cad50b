// What metrics are called. The server's definitions speak English; the Spanish words are here, and
// a metric that is newer than this page keeps its English ones.
import { useQuery } from "@tanstack/react-query";
import type { MetricDefinition } from "@/gen/anchorledger/metric/v1/definition_pb";
import { useLocale } from "@/locale/Locale.tsx";

/** One metric's words in another language than English. */
export interface MetricWords {
  readonly name: string;
  readonly formula: string;
  /** Labels of parts, by the part's name. */
  readonly parts?: Readonly<Record<string, string>>;
  readonly goal?: string;
}

type Named = Pick<MetricDefinition, "id" | "name" | "formula" | "parts" | "goal">;

/** Something to know about a metric; `isForeign`: only in the server's English. */
export interface Note {
  readonly words: string;
  readonly isForeign: boolean;
}

/** How metrics are named in one language. */
export class MetricNames {
  private readonly words: Readonly<Record<string, MetricWords>>;
  private readonly noted: Readonly<Record<string, string>> | undefined;

  /** `noted` has what the server's notes are in this language; absent = it is theirs. */
  constructor(
    words: Readonly<Record<string, MetricWords>>,
    noted?: Readonly<Record<string, string>>,
  ) {
    this.words = words;
    this.noted = noted;
  }

  notes(metric: Pick<MetricDefinition, "notes">): readonly Note[] {
    return metric.notes.map((note) => {
      const own = this.noted?.[note];
      return { words: own ?? note, isForeign: this.noted !== undefined && own === undefined };
    });
  }

  name(metric: Named): string {
    return this.words[metric.id]?.name ?? metric.name;
  }

  formula(metric: Named): string {
    return this.words[metric.id]?.formula ?? metric.formula;
  }

  part(metric: Named, part: string): string {
    const own = metric.parts.find((one) => one.name === part);
    return this.words[metric.id]?.parts?.[part] ?? own?.label ?? part;
  }

  goal(metric: Named): string {
    return this.words[metric.id]?.goal ?? metric.goal?.words ?? "";
  }
}

const english = new MetricNames({});

/** The names of metrics in the reader's language; English until the others have arrived. */
export function useMetricWords(): MetricNames {
  const { language } = useLocale();
  const spanish = useQuery({
    queryKey: ["metric words", "es"],
    queryFn: async () => {
      const [words, notes] = await Promise.all([import("./words_es.ts"), import("./notes_es.ts")]);
      return new MetricNames(words.wordsEs, notes.notesEs);
    },
    enabled: language === "es",
  });
  return language === "es" ? (spanish.data ?? english) : english;
}
