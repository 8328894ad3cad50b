import { useEffect, useRef } from "react";
import type { EChartsType } from "echarts/core";
import { download } from "@/files/download.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { drawChart, type Series } from "./chart.ts";
import styles from "./Explore.module.css";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly name: string;
  readonly series: readonly Series[];
  readonly overTime: boolean;
}

/** The values as lines over time, or as bars; the table below says the same in words. */
export default function ResultChart({ name, series, overTime }: Props) {
  const text = useText(exploreTexts).chart;
  const { locale } = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  useEffect(() => {
    if (!place.current) return;
    const drawn = drawChart(place.current, series, overTime, locale);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, [series, overTime, locale]);

  async function savePng() {
    const address = chart.current?.getDataURL({ type: "png", pixelRatio: 2 });
    if (address) download(`${name}.png`, pngOf(address));
  }

  return (
    <figure className={styles["figure"]}>
      <div ref={place} className={styles["picture"]} role="img" aria-label={text.label(name)} />
      <figcaption data-print="no">
        <Button kind="quiet" onPress={() => void savePng()}>
          {text.png}
        </Button>
      </figcaption>
    </figure>
  );
}

function pngOf(dataAddress: string): Blob {
  const bytes = atob(dataAddress.slice(dataAddress.indexOf(",") + 1));
  return new Blob([Uint8Array.from(bytes, (char) => char.charCodeAt(0))], { type: "image/png" });
}
