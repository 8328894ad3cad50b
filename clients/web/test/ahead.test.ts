import { create, toBinary } from "@bufbuild/protobuf";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askForPage } from "@/ahead/calls.ts";
import { fetchAhead, forgetAskedAhead } from "@/api/asked_ahead.ts";
import { catalogueQuery, latestEditions, metricsQuery } from "@/api/metrics.ts";
import { ListEventsResponseSchema } from "@/gen/anchorledger/api/v1/event_pb";
import {
  ListMetricsResponseSchema,
  QueryMetricsResponseSchema,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { openQuestion } from "@/metrics/question.ts";
import { dueReportsQuery } from "@/reports/due.ts";
import { currentSession, signIn } from "@/session/session.ts";

const who = { signedIn: true, tenantId: "t", actorId: "a", organisationId: "p-1", roles: ["par"] };

const metrics = create(ListMetricsResponseSchema, {
  metrics: [
    { id: "H-01", edition: 1, formula: "a formula that is long ".repeat(20) },
    { id: "H-01", edition: 2 },
    { id: "P-10", edition: 1 },
  ],
});

const answers: Readonly<Record<string, () => BodyInit>> = {
  "/session": () => JSON.stringify(who),
  "/ListMetrics": () => toBinary(ListMetricsResponseSchema, metrics).slice(),
  "/QueryMetrics": () =>
    toBinary(
      QueryMetricsResponseSchema,
      create(QueryMetricsResponseSchema, { asOfPosition: 7n }),
    ).slice(),
  "/ListEvents": () =>
    toBinary(ListEventsResponseSchema, create(ListEventsResponseSchema)).slice(),
};

/** A server that answers as above, or refuses all but the session; and what it was asked. */
function server(status = 200): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    const name = address.slice(address.lastIndexOf("/"));
    asked.push(name);
    const isSession = name === "/session";
    const headers = { "Content-Type": isSession ? "application/json" : "application/proto" };
    const body = answers[name]?.() ?? null;
    return Promise.resolve(new Response(body, { status: isSession ? 200 : status, headers }));
  });
  return asked;
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve));
}

const queries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

async function readOverview() {
  const own = queries();
  const ids = latestEditions(await own.fetchQuery(catalogueQuery)).map(({ id }) => id);
  return own.fetchQuery(metricsQuery(ids, { ...openQuestion, by: ["phase"] }));
}

describe("what a page asks first, asked ahead of it", () => {
  afterEach(forgetAskedAhead);

  it("is what the overview asks for, byte by byte", async () => {
    const asked = server();
    askForPage("/overview", "");
    await settled();
    expect(asked.splice(0)).toEqual(["/session", "/ListMetrics", "/QueryMetrics"]);
    expect(await currentSession()).toMatchObject({ actorId: "a" });
    expect((await readOverview()).asOfPosition).toBe(7n);
    expect(asked).toEqual([]);
    await readOverview();
    expect(asked).toEqual(["/ListMetrics", "/QueryMetrics"]);
  });

  it("is what a partner's reports are read from, byte by byte", async () => {
    for (const path of ["/report", "/report/r-1"]) {
      const asked = server();
      askForPage(path, "");
      await settled();
      expect(asked.splice(0)).toEqual(["/session", "/ListEvents"]);
      await currentSession();
      expect(await queries().fetchQuery(dueReportsQuery("p-1"))).toEqual([]);
      expect(asked).toEqual([]);
      await queries().fetchQuery(dueReportsQuery("p-2"));
      expect(asked).toEqual(["/ListEvents"]);
    }
  });

  it("is nothing but who it is for other pages and other questions", async () => {
    const asked = server();
    askForPage("/directory", "");
    askForPage("/overview", "?anchor=bmc");
    await settled();
    expect(asked).toEqual(["/session", "/session"]);
  });

  it("is asked again where it was refused, was asked long ago, or somebody signs in", async () => {
    const again = async () => {
      const asked = server();
      await fetchAhead("/anchorledger.api.v1.MetricsService/ListMetrics", {
        body: new Uint8Array([32, 232, 7]),
      });
      return asked;
    };
    server(503);
    askForPage("/overview", "");
    await settled();
    await currentSession();
    expect(await again()).toEqual(["/ListMetrics"]);

    server();
    askForPage("/overview", "");
    await settled();
    await currentSession();
    const then = performance.now();
    const clock = vi.spyOn(performance, "now").mockReturnValue(then + 60_000);
    expect(await again()).toEqual(["/ListMetrics"]);
    clock.mockRestore();
    expect(await again()).toEqual([]);

    server();
    askForPage("/overview", "");
    await settled();
    await signIn("token");
    expect(await again()).toEqual(["/ListMetrics"]);
  });
});
