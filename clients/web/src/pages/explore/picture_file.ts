// A picture as a file that can stand alone: what it shows, and where that comes from, are on it.
import { drawChart, heightOf, type Drawing } from "./chart.ts";
import type { Picture } from "./series.ts";

/** What is written above and below. */
export interface PictureWords {
  readonly title: string;
  /** What was asked, and how the figures are to be read. */
  readonly lead: readonly string[];
  /** Source and citation. */
  readonly foot: readonly string[];
}

const WIDTH_PX = 960;
const HEIGHT_PX = 420;
const RATIO = 2;
const MARGIN_PX = 24;
const TITLE = { size: 22, line: 30, weight: 600 } as const;
const TEXT = { size: 14, line: 20, weight: 400 } as const;

/** Breaks a text into lines that fit; a word that is longer than a line is broken, too. */
export function brokenLines(
  text: string,
  width: number,
  measure: (text: string) => number,
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const letter of word) {
      if (line !== "" && measure(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return [...lines, line];
}

interface Written {
  readonly text: string;
  readonly style: typeof TITLE | typeof TEXT;
}

/** The picture with its words, always on white: it goes into papers. */
export async function pngOf(
  picture: Picture,
  drawing: Drawing,
  words: PictureWords,
): Promise<Blob | null> {
  const root = document.documentElement;
  const place = document.createElement("div");
  const theme = root.dataset["theme"];
  place.style.cssText = `position: absolute; left: -9999px; width: ${WIDTH_PX}px`;
  place.style.height = `${heightOf(picture) ?? HEIGHT_PX}px`;
  document.body.append(place);
  // Read and put back before anything is painted.
  root.dataset["theme"] = "light";
  try {
    const chart = drawChart(place, picture, { ...drawing, isAnimated: false });
    const drawn = chart.renderToCanvas({ pixelRatio: RATIO });
    const styles = getComputedStyle(root);
    const colours = {
      ink: styles.getPropertyValue("--ink"),
      soft: styles.getPropertyValue("--ink-soft"),
      surface: styles.getPropertyValue("--surface"),
      font: styles.getPropertyValue("--font-text"),
    };
    chart.dispose();
    return await composed(drawn, words, colours);
  } finally {
    place.remove();
    if (theme === undefined) delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
  }
}

type Colours = Readonly<Record<"ink" | "soft" | "surface" | "font", string>>;

function composed(drawn: HTMLCanvasElement, words: PictureWords, colours: Colours) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return null;
  const fontOf = ({ size, weight }: Written["style"]) => `${weight} ${size}px ${colours.font}`;
  const fitting = (texts: readonly string[], style: Written["style"]) => {
    context.font = fontOf(style);
    return texts.flatMap((text) =>
      brokenLines(text, WIDTH_PX - 2 * MARGIN_PX, (part) => context.measureText(part).width)
        .map((line): Written => ({ text: line, style })),
    );
  };
  const head = [...fitting([words.title], TITLE), ...fitting(words.lead, TEXT)];
  const foot = fitting(words.foot, TEXT);
  const heightOfAll = (lines: readonly Written[]) =>
    lines.reduce((sum, { style }) => sum + style.line, 0) + 2 * MARGIN_PX;
  const top = heightOfAll(head);
  canvas.width = WIDTH_PX * RATIO;
  canvas.height = (top + heightOfAll(foot)) * RATIO + drawn.height;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, top * RATIO);
  context.scale(RATIO, RATIO);
  const write = (lines: readonly Written[], from: number) => {
    let y = from + MARGIN_PX;
    for (const { text, style } of lines) {
      context.font = fontOf(style);
      context.fillStyle = style === TITLE ? colours.ink : colours.soft;
      context.fillText(text, MARGIN_PX, y + style.size);
      y += style.line;
    }
  };
  write(head, 0);
  write(foot, top + drawn.height / RATIO);
  return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
}
