import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import {
  DenominatorUsed,
  MetricCellSchema,
  MetricDimension,
  MetricResultSchema,
  UndefinedReason,
} from "@/gen/anchorledger/api/v1/metrics_pb";
import { MetricDefinitionSchema, MetricUnit } from
  "@/gen/anchorledger/metric/v1/definition_pb";
import { csvField } from "@/files/csv.ts";
import { cellNameText, parseCellName } from "@/pages/explore/cell_name.ts";
import { csvOf } from "@/pages/explore/csv.ts";
import { fileTable } from "@/pages/explore/file_table.ts";
import { definitionOfPart, partNamed } from "@/pages/explore/parts.ts";
import { brokenLines } from "@/pages/explore/picture_file.ts";
import { changeText, rowsOf, rowsOfPart, type Row } from "@/pages/explore/rows.ts";
import { everyTime, isOverTime, picturesOf } from "@/pages/explore/series.ts";

type CellInit = MessageInitShape<typeof MetricCellSchema>;

function money(shown: string, group: CellInit["group"] = [], more: CellInit = {}) {
  const minor = BigInt(shown.replace(".", ""));
  return create(MetricCellSchema, {
    unit: "money",
    currency: "USD",
    asOfPosition: 122n,
    value: { value: { case: "moneyMinor", value: minor }, shown },
    group: group ?? [],
    ...more,
  } as CellInit);
}

const inPhase = (key: string) => ({ dimension: MetricDimension.PHASE, key });
const inYear = (key: string) => ({ dimension: MetricDimension.FISCAL_YEAR, key });

describe("rows of the table", () => {
  const now = create(MetricResultSchema, {
    cells: [money("12.50", [inPhase("motivation")]), money("7.00", [inPhase("none")])],
    totals: [money("19.50")],
  });

  it("pair each cell with the same cell of the answer compared with", () => {
    const then = create(MetricResultSchema, {
      cells: [money("20.00", [inPhase("motivation")])],
      totals: [money("20.00")],
    });
    const rows = rowsOf(now, then);
    const changes = rows.map((row) => changeText(row.cell, row.then));
    expect(changes).toEqual(["-7.50", undefined, "-0.50"]);
    expect(rows.at(-1)?.isTotal).toBe(true);
  });

  it("say nothing of a change where one side is undefined or hidden", () => {
    const none = create(MetricCellSchema, { undefined: UndefinedReason.DENOMINATOR_ZERO });
    expect(changeText(money("1.00"), none)).toBeUndefined();
    expect(changeText(money("1.00", [], { suppressed: true }), money("1.00"))).toBeUndefined();
  });
});

function fileOf(id: string, unit: MetricUnit, value: string, rows: readonly Row[]) {
  return {
    definition: create(MetricDefinitionSchema, { id, unit, value }),
    metricName: "Name", edition: 2, rows, known: "122", knownThen: () => "",
    nameOf: () => "Barts Health",
  };
}

describe("the file", () => {
  it("never holds a formula, and quotes what needs it", () => {
    expect(csvField("=1+1")).toBe("'=1+1");
    expect(csvField("-5.00")).toBe("-5.00");
    expect(csvField('-5, "x"')).toBe('"\'-5, ""x"""');
  });

  it("has the values as the server gave them, and nothing for hidden ones", () => {
    const result = create(MetricResultSchema, {
      cells: [
        money("1234.50", [inPhase("motivation")], { to: { days: 19722 } }),
        money("3.00", [inPhase("none")], { suppressed: true }),
      ],
    });
    const rows = rowsOf(result, undefined);
    const answer = fileOf("P-10", MetricUnit.MONEY, "net", rows);
    const lines = csvOf(fileTable(answer)).split("\r\n");
    expect(lines[0]).toBe(
      "\uFEFFmetric,metric_name,edition,row,phase,from,to,value,unit,currency," +
        "numerator,numerator_unit,denominator,denominator_unit,denominator_from,undefined," +
        "hidden,value_then,change,as_known,as_known_then",
    );
    expect(lines[1]).toBe(
      "P-10,Name,2,value,motivation,,2023-12-31,1234.50,money,USD,,,,,,,,,,122,",
    );
    expect(lines[2]).toBe("P-10,Name,2,value,none,,,,money,USD,,,,,,,yes,,,122,");
  });

  it("has both sides of a share of money as money, the totals apart, and names beside ids", () => {
    const share = {
      unit: "percent",
      currency: "USD",
      value: { value: { case: "ratio" as const, value: { numerator: 1n, denominator: 2n } },
        shown: "50.00" },
      numerator: 140_000_050n,
      denominator: 280_000_100n,
      denominatorUsed: DenominatorUsed.FALLBACK,
    };
    const group = [{ dimension: MetricDimension.ANCHOR, key: "barts" }];
    const result = create(MetricResultSchema, { cells: [{ ...share, group }], totals: [share] });
    const rows = rowsOf(result, undefined);
    const lines = csvOf(fileTable(fileOf("P-03", MetricUnit.PERCENT, "a / b", rows))).split("\r\n");
    const sides = "1400000.50,money,2800001.00,money,fallback";
    expect(lines[1]).toBe(
      `P-03,Name,2,value,barts,Barts Health,,,50.00,percent,USD,${sides},,,,,122,`,
    );
    expect(lines[2]).toBe(`P-03,Name,2,total,,,,,50.00,percent,USD,${sides},,,,,122,`);
  });
});

describe("what is drawn", () => {
  const nameOf = ({ key }: { key: string }) => key;

  it("is a line for each group over time, with gaps for what is hidden", () => {
    const cells = [
      money("1.00", [inPhase("a"), inYear("FY2020")]),
      money("2.00", [inPhase("a"), inYear("FY2021")], { suppressed: true }),
      money("3.00", [inPhase("b"), inYear("FY2020")]),
    ];
    const rows = rowsOf(create(MetricResultSchema, { cells }), undefined);
    expect(isOverTime(rows)).toBe(true);
    const [picture] = picturesOf(rows, "Spend", nameOf);
    expect(picture?.series).toEqual([
      {
        name: "a",
        points: [{ at: "FY2020", value: 1 }, { at: "FY2021", value: undefined }],
        isThen: false,
      },
      { name: "b", points: [{ at: "FY2020", value: 3 }], isThen: false },
    ]);
  });

  it("is nothing where there is only one number", () => {
    const rows = rowsOf(create(MetricResultSchema, { cells: [money("1.00")] }), undefined);
    expect(picturesOf(rows, "Spend", nameOf)).toEqual([]);
  });

  it("is a picture of its own for each currency, since one scale cannot hold two", () => {
    const cells = [
      money("1.00", [inPhase("a")]), money("2.00", [inPhase("b")]),
      money("3.00", [inPhase("a")], { currency: "GBP" }),
      money("4.00", [inPhase("b")], { currency: "GBP" }),
    ];
    const pictures = picturesOf(
      rowsOf(create(MetricResultSchema, { cells }), undefined), "Spend", nameOf,
    );
    const values = pictures.map(({ series }) => series[0]?.points.map(({ value }) => value));
    expect(pictures.map(({ currency }) => currency)).toEqual(["USD", "GBP"]);
    expect(values).toEqual([[1, 2], [3, 4]]);
  });

  it("of many groups is the largest, and says how many there are", () => {
    const cells = Array.from({ length: 200 }, (_, i) => money(`${i}.00`, [inPhase(`p${i}`)]));
    const [picture] = picturesOf(
      rowsOf(create(MetricResultSchema, { cells }), undefined), "Spend", nameOf,
    );
    expect([picture?.all, picture?.drawn]).toEqual([200, 30]);
    expect(picture?.series[0]?.points[0]).toEqual({ at: "p170", value: 170 });
  });

  it("of many lines is the largest, with as many of those compared with", () => {
    const cells = Array.from({ length: 20 }, (_, i) =>
      ["FY2020", "FY2021"].map((year) => money(`${i}.00`, [inPhase(`p${i}`), inYear(year)])),
    ).flat();
    const result = create(MetricResultSchema, { cells });
    const [alone] = picturesOf(rowsOf(result, undefined), "Spend", nameOf);
    expect([alone?.all, alone?.drawn, alone?.series.length]).toEqual([20, 12, 12]);
    const [beside] = picturesOf(rowsOf(result, result), "Spend", nameOf, (one) => `${one} then`);
    expect([beside?.drawn, beside?.series.length]).toEqual([6, 12]);
    expect(beside?.series[1]).toMatchObject({ name: "p14 then", isThen: true });
  });

  it("leaves room for the times of which nothing is recorded", () => {
    expect(everyTime(["FY2022", "FY2019"])).toEqual(["FY2019", "FY2020", "FY2021", "FY2022"]);
    expect(everyTime(["2023-11", "2024-02"])).toEqual(["2023-11", "2023-12", "2024-01", "2024-02"]);
    expect(everyTime(["2023-Q3", "2024-Q1"])).toEqual(["2023-Q3", "2023-Q4", "2024-Q1"]);
    expect(everyTime([])).toEqual([]);
  });
});

describe("a metric of parts", () => {
  const parts = [
    { name: "cost", unit: MetricUnit.MONEY, value: "cost" },
    { name: "hours", unit: MetricUnit.HOURS, value: "hours_x100 / 100" },
  ];
  const mix = create(MetricDefinitionSchema, { id: "X-14", unit: MetricUnit.PARTS, parts });

  it("speaks of the part that the address names, else of its first", () => {
    expect(partNamed(mix, "hours")).toBe("hours");
    expect(partNamed(mix, "moon")).toBe("cost");
    expect(partNamed({ ...mix, unit: MetricUnit.MONEY }, undefined)).toBe("");
    expect(definitionOfPart(mix, "hours").unit).toBe(MetricUnit.HOURS);
  });

  it("draws one part, in its own unit", () => {
    const cell = (key: string, shown: string) => ({
      unit: "parts",
      group: [inPhase(key)],
      parts: [{ name: "hours", unit: "hours",
        value: { value: { case: "hundredths" as const, value: 1n }, shown } }],
    });
    const cells = [cell("a", "5.00"), cell("b", "7.50")];
    const rows = rowsOf(create(MetricResultSchema, { cells }), undefined);
    const nameOf = ({ key }: { key: string }) => key;
    expect(picturesOf(rows, "Mix", nameOf)).toEqual([]);
    const [picture] = picturesOf(rowsOfPart(rows, "hours"), "Hours", nameOf);
    expect(picture?.unit).toBe("hours");
    expect(picture?.series[0]?.points).toEqual([{ at: "a", value: 5 }, { at: "b", value: 7.5 }]);
  });
});

describe("the words of a picture in a file", () => {
  const measure = (text: string) => text.length;

  it("break at spaces, and within what has none", () => {
    expect(brokenLines("local spend of all spend", 11, measure)).toEqual([
      "local spend", "of all", "spend",
    ]);
    expect(brokenLines("see https://x.org/abcdef", 8, measure)).toEqual([
      "see", "https://", "x.org/ab", "cdef",
    ]);
  });
});

describe("the name of a cell", () => {
  it("goes to an address and back", () => {
    const name = cellNameText(money("1.00", [inPhase("motivation"), inYear("FY2020")]));
    expect(name).toBe("phase:motivation,fiscal_year:FY2020");
    expect(parseCellName(name)).toEqual([
      { dimension: "phase", key: "motivation" },
      { dimension: "fiscal_year", key: "FY2020" },
    ]);
    expect(parseCellName(cellNameText(money("1.00")))).toEqual([]);
  });

  it("with a colon in its key keeps it, and with a strange dimension is none", () => {
    expect(parseCellName("geography:zcta5:02119")?.[0]?.key).toBe("zcta5:02119");
    expect(parseCellName("moon:full")).toBeUndefined();
    expect(parseCellName("")).toBeUndefined();
  });
});
