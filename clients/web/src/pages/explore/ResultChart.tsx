import { useEffect, useRef } from "react";
import { download } from "@/files/download.ts";
import { useFormat, useText } from "@/locale/Locale.tsx";
import { metricTexts } from "@/metrics/texts.ts";
import { Button } from "@/ui/Button.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import { drawChart, heightOf } from "./chart.ts";
import styles from "./Explore.module.css";
import { pngOf, type PictureWords } from "./picture_file.ts";
import type { Picture } from "./series.ts";
import { exploreTexts } from "./texts.ts";

interface Props {
  readonly name: string;
  readonly pictures: readonly Picture[];
  /** Name of the file, without what tells its kind. */
  readonly fileName: string;
  readonly words: PictureWords;
}

/** The values as lines over time, or as bars; the table below says the same in words. */
export default function ResultChart({ pictures, ...props }: Props) {
  return pictures.map((picture) => (
    <OnePicture key={picture.currency} picture={picture} {...props} />
  ));
}

function OnePicture(props: Omit<Props, "pictures"> & { readonly picture: Picture }) {
  const { name, picture, words } = props;
  const text = useText(exploreTexts);
  const texts = useText(metricTexts);
  const toast = useToast();
  const format = useFormat();
  const { locale } = format;
  const place = useRef<HTMLDivElement>(null);
  const unitName = texts.counted[picture.unit] ?? text.chart.units[picture.unit] ?? "";
  const height = heightOf(picture);
  useEffect(() => {
    if (!place.current) return;
    const isAnimated = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const drawn = drawChart(place.current, picture, { locale, unitName, isAnimated });
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, [picture, locale, unitName]);

  async function savePng() {
    const file = await pngOf(picture, { locale, unitName, isAnimated: false }, words);
    if (!file) return toast(text.notSaved, "failed");
    const parts = [props.fileName, picture.currency].filter((one) => one !== "");
    download(`${parts.join("-")}.png`, file);
  }

  const isCut = picture.drawn < picture.all;
  const label = [name, picture.currency].filter((one) => one !== "").join(", ");
  return (
    <figure className={styles["figure"]}>
      <div
        ref={place}
        className={styles["picture"]}
        style={height === undefined ? undefined : { height }}
        role="img"
        aria-label={text.chart.label(label)}
      />
      <figcaption>
        {isCut ? (
          <p className={styles["state"]}>
            {text.chart.cut(format.integer(picture.drawn), format.integer(picture.all))}
          </p>
        ) : null}
        <Button kind="quiet" data-print="no" onPress={() => void savePng()}>
          {text.chart.png}
        </Button>
      </figcaption>
    </figure>
  );
}
