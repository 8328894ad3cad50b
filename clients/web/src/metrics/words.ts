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

/** How metrics are named in one language. */
export class MetricNames {
  private readonly words: Readonly<Record<string, MetricWords>>;

  constructor(words: Readonly<Record<string, MetricWords>>) {
    this.words = words;
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
    queryFn: async () => new MetricNames((await import("./words_es.ts")).wordsEs),
    enabled: language === "es",
  });
  return language === "es" ? (spanish.data ?? english) : english;
}
