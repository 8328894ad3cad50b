import { StackedBars, type Bar, type Tone } from "@/charts/StackedBars.tsx";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { usedLanes, type Lane, type MoneyOf, type SpanWord } from "./money.ts";
import { partnershipTexts } from "./texts.ts";

const tones: Readonly<Record<Lane, Tone>> = {
  invested: "first",
  bought: "second",
  supported: "third",
  cameBack: "fourth",
};

// So many years have their number below the line.
const TICKS_MAX = 7;

/** Money by span of time: what was paid stands above the line, what came back hangs below it. */
export function MoneyPicture({ money, span }: { money: MoneyOf; span: SpanWord }) {
  const text = useText(partnershipTexts).money;
  const format = useFormat();
  const used = usedLanes(money);
  const paid = used.filter((lane) => lane !== "cameBack");
  const back = used.filter((lane) => lane === "cameBack");
  const seriesOf = (lane: Lane) => ({ name: text.lanes[lane], tone: tones[lane] });
  return (
    <StackedBars
      label={text.picture(text.spans[span], money.currency)}
      bars={barsOf(money, paid, back)}
      above={paid.map(seriesOf)}
      below={back.map(seriesOf)}
      words={(value) => format.roughMoney(value, money.currency)}
    />
  );
}

function barsOf({ spans }: MoneyOf, paid: readonly Lane[], back: readonly Lane[]): Bar[] {
  const years = [...new Set(spans.map(({ key }) => key.slice(0, 4)))];
  const every = Math.ceil(years.length / TICKS_MAX);
  const named = new Set(years.filter((_, i) => i % every === 0));
  return spans.map(({ key, sums }, i) => {
    const year = key.slice(0, 4);
    const isFirst = spans[i - 1]?.key.slice(0, 4) !== year;
    return {
      key,
      above: paid.map((lane) => Number(sums[lane])),
      below: back.map((lane) => Number(sums[lane])),
      tick: isFirst && named.has(year) ? year : "",
    };
  });
}
