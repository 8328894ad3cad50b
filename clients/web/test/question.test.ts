import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "@/app/search.ts";
import { forgetPosition, notePosition } from "@/api/freshness.ts";
import {
  freshened,
  openQuestion,
  questionFromSearch,
  requestOf,
  searchFromQuestion,
} from "@/metrics/question.ts";

const address =
  "?from=2020-04-01&to=2021-03-31&by=partnership%2Cphase&anchor=barts&phase=motivation" +
  "&strategy=investing&place=zcta5:02119&class=worker_owned%2Cnone&partner=none" +
  "&supplier=s-1,s-2&investment=loan-1" +
  "&known=2026-01-31&at=122&edition=2&basis=projected&currency=GBP";

describe("a question", () => {
  it("goes to an address and back unchanged", () => {
    const question = questionFromSearch(parseSearch(address));
    expect(question).toMatchObject({ by: ["partnership", "phase"], anchors: ["barts"] });
    expect(questionFromSearch(searchFromQuestion(question))).toEqual(question);
    expect(stringifySearch(searchFromQuestion(openQuestion))).toBe("");
  });

  it("leaves out words that mean nothing", () => {
    const question = questionFromSearch(
      parseSearch("?by=phase,moon,constructor&class=moon&strategy=none" +
        "&from=2023-02-30&basis=toString&currency=dollars"),
    );
    expect(question).toEqual({ ...openQuestion, by: ["phase"] });
  });

  it("becomes the request of the contract", () => {
    const request = requestOf(["P-10"], questionFromSearch(parseSearch(address)));
    expect(request.query?.from?.days).toBe(18353);
    expect(request.query?.groupBy).toEqual([1, 3]);
    expect(request.query?.filter?.anchorIds).toEqual(["barts"]);
    expect(request.query?.filter).toMatchObject({
      strategies: [3],
      geographies: ["zcta5:02119"],
      supplierClasses: [13, 0],
      partnerIds: ["none"],
      supplierIds: ["s-1", "s-2"],
      investmentIds: ["loan-1"],
    });
    expect(request.query?.knownOn).toBeUndefined();
    expect(request.query?.knownPosition).toBe(122n);
    expect(request.query?.editions).toMatchObject([{ metricId: "P-10", edition: 2 }]);
    const day = requestOf(["P-10"], questionFromSearch(parseSearch("?known=2026-01-31")));
    expect(day.query?.knownOn?.days).toBe(20484);
  });

  it("asks for what this page has already seen, but never of the past", () => {
    notePosition(42n);
    notePosition(7n);
    const now = requestOf(["P-10"], openQuestion);
    const then = requestOf(["P-10"], questionFromSearch(parseSearch("?known=2026-01-31")));
    expect(freshened(now).query?.minPosition).toBe(42n);
    expect(freshened(then).query?.minPosition).toBe(0n);
    forgetPosition();
  });
});
