// Drawing with ECharts: only its parts that are used, and only on this page.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from
  "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart,
  TooltipComponent,
]);

/** One line or colour of bars. Points without a value are gaps. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly at: string; readonly value: number | undefined }[];
}

// Shapes and dashes besides colours: lines must be told apart without them.
const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];
const dashes = ["solid", "dashed", "dotted"] as const;

function token(place: Element, name: string): string {
  return getComputedStyle(place).getPropertyValue(name).trim();
}

// So many pixels of a value axis have room for one number.
const TICK_PX = 90;
const TICKS = 5;

/** Draws into `place`, numbers as `locale` has them; the caller disposes of what is returned. */
export function drawChart(
  place: HTMLElement,
  series: readonly Series[],
  overTime: boolean,
  locale: string,
): EChartsType {
  const colour = (name: string) => token(place, name);
  const axis = { color: colour("--ink-soft"), fontFamily: colour("--font-text") };
  const line = { lineStyle: { color: colour("--line") } };
  const categories = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))];
  if (overTime) categories.sort();
  const category = {
    type: "category" as const,
    data: categories,
    axisLabel: axis,
    axisLine: line,
    ...(overTime ? {} : { inverse: true }),
  };
  const rough = new Intl.NumberFormat(locale, { notation: "compact" });
  const exact = new Intl.NumberFormat(locale);
  const value = {
    type: "value" as const,
    axisLabel: { ...axis, formatter: (number: number) => rough.format(number), hideOverlap: true },
    splitLine: line,
    splitNumber: overTime ? TICKS : Math.min(TICKS, Math.ceil(place.clientWidth / TICK_PX) - 2),
  };
  const chart = init(place);
  chart.setOption({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    aria: { enabled: true, decal: { show: !overTime && series.length > 1 } },
    color: [1, 2, 3, 4, 5, 6].map((number) => colour(`--chart-${number}`)),
    textStyle: { fontFamily: colour("--font-text") },
    backgroundColor: colour("--surface"),
    grid: { left: 8, right: 24, top: series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    legend: series.length > 1 ? { type: "scroll", top: 0, textStyle: axis } : undefined,
    tooltip: {
      trigger: "axis",
      confine: true,
      valueFormatter: (shown: unknown) => (typeof shown === "number" ? exact.format(shown) : "–"),
    },
    xAxis: overTime ? category : value,
    yAxis: overTime ? value : category,
    series: series.map(({ name, points }, i) => {
      const byPlace = new Map(points.map((point) => [point.at, point.value]));
      const data = categories.map((at) => byPlace.get(at) ?? null);
      return overTime
        ? {
            name,
            data,
            type: "line" as const,
            symbol: symbols[i % symbols.length] ?? "circle",
            symbolSize: 7,
            lineStyle: { type: dashes[Math.floor(i / symbols.length) % dashes.length] ?? "solid" },
          }
        : { name, data, type: "bar" as const, barMaxWidth: 28, barGap: 0 };
    }),
  });
  return chart;
}
