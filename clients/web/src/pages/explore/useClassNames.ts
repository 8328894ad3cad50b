import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLocale } from "@/locale/Locale.tsx";

/** Classes of suppliers in the reader's words, once somebody asks for them. */
export function useClassNames(isWanted: boolean): (word: string) => string {
  const { language } = useLocale();
  const names = useQuery({
    queryKey: ["supplier class words"],
    queryFn: () => import("./class_texts.ts"),
    enabled: isWanted,
  }).data;
  return useCallback((word) => names?.className(word, language) ?? word, [names, language]);
}
