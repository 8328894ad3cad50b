import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { MetricCellSchema, MetricDimension, MetricResultSchema } from
  "@/gen/anchorledger/api/v1/metrics_pb";
import { dayFromIso, isoFromDay } from "@/locale/format.ts";
import { openQuestion } from "@/metrics/question.ts";
import { closedResult, closingQuestion, closingsOf } from "@/pages/explore/closings.ts";
import { changeText, rowsOf } from "@/pages/explore/rows.ts";

const day = (text: string) => dayFromIso(text)!;

function year(name: string, from: string, to: string, shown: string, anchor = "barts") {
  return create(MetricCellSchema, {
    group: [
      { dimension: MetricDimension.ANCHOR, key: anchor },
      { dimension: MetricDimension.FISCAL_YEAR, key: name },
    ],
    unit: "percent",
    from: day(from),
    to: day(to),
    value: { value: { case: "count", value: 0n }, shown },
  });
}

const now = day("2025-02-01");
const cells = [
  year("FY2023", "2022-04-01", "2023-03-31", "20.00"),
  year("FY2024", "2023-04-01", "2024-03-31", "25.50"),
  year("FY2025", "2024-04-01", "2025-03-31", "30.00"),
];

describe("periods as they were known when they ended", () => {
  it("are those that have ended by then, each asked for as known on its last day", () => {
    const closings = closingsOf(cells, openQuestion, now);
    expect(closings.map(({ to }) => isoFromDay(to))).toEqual(["2023-03-31", "2024-03-31"]);
    const asked = { ...openQuestion, at: 9n, by: ["fiscal_year" as const] };
    const question = closingQuestion(asked, closings[0]!);
    expect(question).toMatchObject({
      from: day("2022-04-01"), to: day("2023-03-31"), knownOn: day("2023-03-31"),
      by: ["fiscal_year"],
    });
    expect(question.at).toBeUndefined();
    const past = closingsOf(cells, { ...openQuestion, knownOn: day("2023-12-31") }, now);
    expect(past).toHaveLength(1);
  });

  it("stand beside what is known now, with the change since", () => {
    const result = create(MetricResultSchema, { metricId: "P-03", edition: 1, cells });
    const closings = closingsOf(cells, openQuestion, now);
    const answers = ["18.25", "25.50"].map((shown, i) =>
      create(MetricResultSchema, {
        cells: [
          { ...cells[i]!, value: { ...cells[i]!.value!, shown } },
          // Another anchor's year, of which this window is a part: no answer to anything.
          year("FY2023", "2022-04-01", "2022-12-31", "99.00", "kings"),
        ],
      }),
    );
    const rows = rowsOf(result, closedResult(result, closings, answers));
    const changes = rows.map(({ cell, then }) => changeText(cell, then));
    expect(changes).toEqual(["1.75", "0.00", undefined]);
    expect(closedResult(result, closings, answers).cells).toHaveLength(2);
  });
});
