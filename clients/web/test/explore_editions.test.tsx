// The page Explore with a metric of two editions, which the catalogue may have one day: the answers
// of the server are made here.
import { create } from "@bufbuild/protobuf";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ledgerKey, logKey } from "@/api/keys.ts";
import { metricsClient } from "@/api/metrics.ts";
import { parseSearch, stringifySearch } from "@/app/search.ts";
import {
  ListMetricsResponseSchema,
  QueryMetricsRequestSchema,
  QueryMetricsResponseSchema,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { Strategy } from "@/gen/anchorledger/event/v1/enums_pb";
import type { Language } from "@/locale/catalogue.ts";
import { LocaleProvider } from "@/locale/Locale.tsx";
import { compareTexts } from "@/pages/explore/compare_texts.ts";
import ExplorePage from "@/pages/explore/ExplorePage.tsx";
import { exploreTexts } from "@/pages/explore/texts.ts";
import { ActingAs } from "@/session/SessionGate.tsx";
import { Toasts } from "@/ui/Toasts.tsx";

const METRIC = "X-01";
const LATEST = 2;
const hires = new Map([[1, 40n], [LATEST, 55n]]);

function answerMetrics(): void {
  const metrics = [...hires.keys()].map((edition) => ({
    id: METRIC, name: "Hires", strategy: Strategy.HIRING, edition, unitLabel: "people",
  }));
  vi.spyOn(metricsClient, "listMetrics").mockImplementation(async () =>
    create(ListMetricsResponseSchema, { metrics }),
  );
  vi.spyOn(metricsClient, "queryMetrics").mockImplementation(async (request) => {
    const { query } = create(QueryMetricsRequestSchema, request);
    const edition = query?.editions[0]?.edition ?? LATEST;
    const value = hires.get(edition) ?? 0n;
    const cell = {
      unit: "people",
      value: { value: { case: "count" as const, value }, shown: value.toString() },
    };
    return create(QueryMetricsResponseSchema, {
      asOfPosition: 122n, results: [{ metricId: METRIC, edition, cells: [cell] }],
    });
  });
}

function openPage(language: Language) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  for (const list of ["anchors", "partners", "partnerships"]) {
    queries.setQueryData([ledgerKey, list], []);
  }
  queries.setQueryData([ledgerKey, "first day"], null);
  queries.setQueryData([logKey, "recorded day", "122"], null);
  const router = createRouter({
    routeTree: createRootRoute({ component: ExplorePage }),
    history: createMemoryHistory({ initialEntries: [`/?metric=${METRIC}`] }),
    parseSearch,
    stringifySearch,
  });
  const session = { tenantId: "t", actorId: "a", organisationId: "o", roles: ["fin"] } as never;
  render(
    <LocaleProvider language={language}>
      <QueryClientProvider client={queries}>
        <ActingAs value={session}>
          <Toasts>
            <RouterProvider router={router as never} />
          </Toasts>
        </ActingAs>
      </QueryClientProvider>
    </LocaleProvider>,
  );
  return router;
}

function choose(list: HTMLElement, value: string): void {
  fireEvent.change(list, { target: { value } });
}

beforeEach(answerMetrics);
afterEach(() => vi.restoreAllMocks());

describe("two editions of a metric", () => {
  it.each<Language>(["en", "es"])("are compared on the page, in %s", async (language) => {
    const [text, words] = [compareTexts[language], exploreTexts[language]];
    const router = openPage(language);
    choose(await screen.findByLabelText(text.compare), "edition");
    const compared = await screen.findByLabelText(text.comparedEdition);
    expect((compared as HTMLSelectElement).value).toBe("1");
    await screen.findByText(text.thenState(words.state("122", "", "1")));
    await screen.findByText(words.state("122", "", "2"));
    expect(router.state.location.search).toMatchObject({ compare: "edition:1" });
    // On paper a table has all its rows; here there is no room for any.
    fireEvent(window, new Event("beforeprint"));
    const [first, second] = [await screen.findByText(/^55\b/), await screen.findByText(/^40\b/)];
    expect(first.closest("[role=row]")).toBe(second.closest("[role=row]"));

    // The edition that answers anyway, because of the last day of the question or as it was chosen.
    choose(compared, LATEST.toString());
    await screen.findByText(text.sameEdition("2"));
    expect(screen.queryByText(/^40\b/)).toBeNull();
    expect(screen.getAllByText(/^55\b/)).toHaveLength(1);
    expect(screen.queryByRole("columnheader", { name: text.then })).toBeNull();
  });
});
