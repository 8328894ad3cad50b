import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  findInvestments,
  findSuppliers,
  MOST_CHOICES,
  type Choice,
} from "@/api/directory_choices.ts";
import { supplierQuery } from "@/api/directory_entries.ts";
import { ledgerKey } from "@/api/keys.ts";
import { MetricNarrowing, type MetricDefinition } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { useText } from "@/locale/Locale.tsx";
import type { Question } from "@/metrics/question.ts";
import { CheckList } from "@/ui/CheckList.tsx";
import { useSettled } from "@/ui/useSettled.ts";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly definition: MetricDefinition;
  readonly question: Question;
  readonly onChange: (next: Partial<Question>) => void;
}

/**
 * Single suppliers and investments, for metrics that say something of one. What the address brings
 * stays to be seen, and to be taken out, beside any metric.
 */
export function Things({ definition, question, onChange }: Props) {
  const words = useText(exploreTexts).controls;
  const { suppliers, investments } = question;
  const canAsk = (narrowing: MetricNarrowing) => narrowing !== MetricNarrowing.UNSPECIFIED;
  const names = useSupplierNames(suppliers);
  return (
    <>
      {canAsk(definition.supplierNarrowing) || suppliers.length > 0 ? (
        <ThingList
          label={words.supplier}
          kind="supplier"
          values={suppliers}
          nameOf={(id) => names.get(id) ?? id}
          onChange={(values) => onChange({ suppliers: values })}
        />
      ) : null}
      {canAsk(definition.investmentNarrowing) || investments.length > 0 ? (
        <ThingList
          label={words.investment}
          kind="investment"
          values={investments}
          nameOf={(id) => id}
          onChange={(values) => onChange({ investments: values })}
        />
      ) : null}
    </>
  );
}

function useSupplierNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const answers = useQueries({ queries: ids.map((id) => supplierQuery(id)) });
  return new Map(answers.flatMap(({ data }) => (data ? [[data.supplierId, data.name]] : [])));
}

const finders = { supplier: findSuppliers, investment: findInvestments } as const;

interface ListProps {
  readonly label: string;
  readonly kind: keyof typeof finders;
  readonly values: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onChange: (values: readonly string[]) => void;
}

// The server searches: there may be more of them than a page can hold.
function ThingList({ label, kind, values, nameOf, onChange }: ListProps) {
  const { every } = useText(exploreTexts).controls;
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState("");
  // What was chosen here once keeps its row, so that it does not vanish from under the cursor.
  const [seen, setSeen] = useState<readonly string[]>([]);
  const search = useSettled(words);
  const found = useQuery({
    queryKey: [ledgerKey, "choices", kind, search],
    queryFn: ({ signal }) => finders[kind](search, signal),
    placeholderData: keepPreviousData,
    enabled: isOpen,
  });
  const rows = found.data ?? [];
  const kept = [...new Set([...seen, ...values])].filter(
    (id) => !rows.some((row) => row.id === id),
  );
  const isLate = found.isFetching && (found.isPlaceholderData || found.isPending);
  return (
    <CheckList
      label={label}
      none={every}
      values={values}
      onChange={(next) => {
        setSeen([...new Set([...seen, ...next])]);
        onChange(next);
      }}
      onOpen={() => setIsOpen(true)}
      choices={[
        ...kept.map((id) => ({ value: id, label: nameOf(id) })),
        ...rows.map((row) => ({ value: row.id, label: labelOf(row) })),
      ]}
      searched={{
        words,
        onWords: setWords,
        state: found.isError ? "failed" : isLate || search !== words ? "searching" : "here",
        hasMore: rows.length === MOST_CHOICES,
      }}
    />
  );
}

// An id alone tells nobody who is paid.
function labelOf({ id, name, detail }: Choice): string {
  return name === id && detail !== "" ? `${id} (${detail})` : name;
}
