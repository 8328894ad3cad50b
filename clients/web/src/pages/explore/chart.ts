// Drawing with ECharts: only its parts that are used, and only on this page.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from
  "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { everyTime, type Picture, type Series } from "./series.ts";

use([
  AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart,
  TooltipComponent,
]);

// Shapes and dashes besides colours: lines must be told apart without them.
const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];
const dashes = ["solid", "dotted"] as const;
const COLOURS = 6;

// So many pixels of a value axis have room for one number.
const TICK_PX = 90;
const TICKS = 5;
const BAR_PX = 24;
const MARGIN_PX = 16;
const LEGEND_LINE_PX = 24;
// Of each name in the legend: its mark, and the space around it.
const LEGEND_MARK_PX = 48;
const NAME_SHARE = 0.38;
const NAME_MAX_PX = 260;
const FONT_PX = 12;

/** How a picture is to be drawn, besides what is on it. */
export interface Drawing {
  readonly locale: string;
  /** What is counted, in words; empty where the numbers say it themselves. */
  readonly unitName: string;
  readonly isAnimated: boolean;
}

function token(place: Element, name: string): string {
  return getComputedStyle(place).getPropertyValue(name).trim();
}

function measurer(font: string): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text) => text.length * (FONT_PX / 2);
  context.font = `${FONT_PX}px ${font}`;
  return (text) => context.measureText(text).width;
}

/** How many lines a legend takes that breaks where it reaches the edge. */
function legendLines(names: readonly string[], width: number, measure: (text: string) => number) {
  let [lines, used] = [1, 0];
  for (const name of names) {
    const own = measure(name) + LEGEND_MARK_PX;
    if (used > 0 && used + own > width) [lines, used] = [lines + 1, 0];
    used += own;
  }
  return lines;
}

/** Numbers of an axis roughly, those of a point exactly; both with their unit. */
function numbersOf({ unit, currency }: Picture, locale: string) {
  const kind: Intl.NumberFormatOptions = unit.startsWith("money") && currency !== ""
    ? { style: "currency", currency }
    : unit === "percent" ? { style: "unit", unit: "percent" } : {};
  const rough = new Intl.NumberFormat(locale, {
    ...kind, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1,
  });
  const exact = new Intl.NumberFormat(locale, kind.style === "currency" ? kind : {
    ...kind, maximumFractionDigits: 2,
  });
  return { rough, exact };
}

/** The height that a picture needs: bars take room each, lines do not. */
export function heightOf({ overTime, series }: Picture): number | undefined {
  if (overTime) return undefined;
  const bars = (series[0]?.points.length ?? 0) * Math.max(1, series.length);
  return Math.max(240, bars * BAR_PX + 80);
}

function drawn(series: Series, i: number, categories: readonly string[], pairs: boolean) {
  const byPlace = new Map(series.points.map((point) => [point.at, point.value]));
  const data = categories.map((at) => byPlace.get(at) ?? null);
  // Those compared with have the colour of what they are compared to.
  const order = pairs ? Math.floor(i / 2) : i;
  const dash = series.isThen ? "dashed" : (dashes[Math.floor(order / COLOURS)] ?? "solid");
  return {
    name: series.name, data, order,
    line: {
      type: "line" as const,
      symbol: series.isThen ? "emptyCircle" : (symbols[order % symbols.length] ?? "circle"),
      symbolSize: 7,
      lineStyle: { type: dash },
    },
    bar: { type: "bar" as const, barMaxWidth: 28, barGap: 0 },
  };
}

/** Draws into `place`; the caller disposes of what is returned. */
export function drawChart(place: HTMLElement, picture: Picture, drawing: Drawing): EChartsType {
  const { overTime, series } = picture;
  const colour = (name: string) => token(place, name);
  const font = colour("--font-text");
  const measure = measurer(font);
  const width = place.clientWidth;
  const axis = { color: colour("--ink-soft"), fontFamily: font, fontSize: FONT_PX };
  const line = { lineStyle: { color: colour("--line") } };
  const given = series.flatMap(({ points }) => points.map(({ at }) => at));
  const categories = overTime ? everyTime(given) : [...new Set(given)];
  const nameMax = Math.min(NAME_MAX_PX, width * NAME_SHARE);
  const category = {
    type: "category" as const,
    data: categories,
    axisLine: line,
    ...(overTime
      ? { axisLabel: { ...axis, hideOverlap: true } }
      : { inverse: true, axisLabel: { ...axis, interval: 0, width: nameMax, overflow: "truncate" as
          const } }),
  };
  const { rough, exact } = numbersOf(picture, drawing.locale);
  const value = {
    type: "value" as const,
    axisLabel: { ...axis, formatter: (number: number) => rough.format(number), hideOverlap: true },
    splitLine: line,
    splitNumber: overTime ? TICKS : Math.min(TICKS, Math.ceil(width / TICK_PX) - 2),
    // Counts have no halves.
    ...(Number.isInteger(sumOf(series)) && drawing.unitName !== "" ? { minInterval: 1 } : {}),
    name: drawing.unitName,
    nameLocation: "end" as const,
    nameTextStyle: { ...axis, align: overTime ? ("left" as const) : ("right" as const) },
    ...(overTime ? {} : { nameGap: 0, nameLocation: "middle" as const }),
  };
  const pairs = series.some(({ isThen }) => isThen);
  const names = series.map(({ name }) => name);
  const legend = series.length > 1 ? legendLines(names, width - 2 * MARGIN_PX, measure) : 0;
  const unitLine = overTime && drawing.unitName !== "" ? LEGEND_LINE_PX : 0;
  const all = series.map((one, i) => drawn(one, i, categories, pairs && overTime));
  const chart = init(place);
  chart.setOption({
    animation: drawing.isAnimated,
    aria: { enabled: true, decal: { show: !overTime && series.length > 1 } },
    textStyle: { fontFamily: font },
    backgroundColor: colour("--surface"),
    grid: {
      left: 8, right: 24, bottom: overTime || drawing.unitName === "" ? 8 : 32,
      top: legend * LEGEND_LINE_PX + unitLine + MARGIN_PX, containLabel: true,
    },
    legend: legend > 0 ? { top: 0, textStyle: axis, itemGap: 16 } : undefined,
    tooltip: {
      trigger: "axis",
      confine: true,
      valueFormatter: (shown: unknown) => (typeof shown === "number" ? exact.format(shown) : "–"),
    },
    xAxis: overTime ? category : { ...value, nameGap: LEGEND_LINE_PX },
    yAxis: overTime ? value : category,
    series: all.map(({ name, data, order, line: asLine, bar }) => {
      const own = { name, data, color: colour(`--chart-${(order % COLOURS) + 1}`) };
      return overTime ? { ...own, ...asLine } : { ...own, ...bar };
    }),
  });
  return chart;
}

function sumOf(series: readonly Series[]): number {
  return series.flatMap(({ points }) => points).reduce((sum, { value }) => sum + (value ?? 0), 0);
}
