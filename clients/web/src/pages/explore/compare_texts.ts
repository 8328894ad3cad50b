import { catalogue, plural } from "@/locale/catalogue.ts";

/** Words for two answers side by side, for what they rest on, and for citing one. */
export const compareTexts = catalogue(
  {
    compare: "Compare with",
    nothing: "Nothing",
    known: "As known on another day",
    now: "As known now",
    close: "Each period as known at its end",
    closeState: "Compared with: each period as known at the end of its last day.",
    edition: "Another edition of the definition",
    event: (position: string) => `As known at event ${position}`,
    comparedDay: "Compared with, as known on",
    comparedEdition: "Compared edition",
    then: "Compared with",
    thenOf: (name: string) => `${name} (compared with)`,
    thenState: (state: string) => `Compared with: ${state}`,
    sameEdition: (edition: string) =>
      `Nothing to compare: edition ${edition} is also the one that answers this question. Which ` +
      "edition answers follows from its last day, unless one is chosen among the filters.",
    sides: "Events of which figure",
    side: {
      first: "Behind the value",
      second: "Behind the value compared with",
      difference: "What made the difference",
    },
    noDifference: "Both figures come from the same events",
    differenceLead: "Only what the two figures do not have in common; less where it is below zero.",
    difference: (amount: string) => `Difference: ${amount}.`,
    differenceOf: (above: string, below: string) =>
      `Difference: ${above} above, ${below} below the line.`,
    medianLead: "The values that only one of the two figures has, or has otherwise.",
    medianNone: "none",
    medianAlone: "Only one of the two figures has a value in the middle.",
    medianMoved: (from: string, to: string, by: string) =>
      `The middle moved from ${from} to ${to}: ${by}. The values above do not add up to that.`,
    between: "Recorded between the two",
    betweenLead: (low: string, high: string) => `After event ${low}, up to event ${high}`,
    betweenNone: "Nothing was recorded in between that this question is about",
    betweenMore: "Show later records",
    used: (count: number) =>
      `${count} ${plural(count, "edition", "editions")} of places and reference tables in force`,
    usedKinds: { geography: "Places", "reference-set": "Reference table" },
    effect: "What it changed",
    effectOf: (name: string, position: string) =>
      `What it changed: the edition of ${name} at event ${position}`,
    cite: "Cite these figures",
    citation: (metric: string, edition: string, known: string, day: string) =>
      `Anchor Ledger, metric ${metric}, edition ${edition}, ${known}. Retrieved on ${day}.`,
    citedEvent: (position: string, day: string) =>
      `as known at event ${position}${day ? `, recorded on ${day}` : ""}`,
    citedDay: (day: string) => `as known at the end of ${day}`,
    copyLink: "Copy a link to exactly these figures",
    copyCitation: "Copy the citation",
    linkCopied: "Link copied. It shows the same figures whenever it is opened.",
    citationCopied: "Citation copied.",
    notCopied: "It could not be copied. Select the text above instead.",
  },
  {
    compare: "Comparar con",
    nothing: "Nada",
    known: "Según se sabía otro día",
    now: "Según se sabe ahora",
    close: "Cada período según se sabía a su fin",
    closeState: "Comparado con: cada período según se sabía al final de su último día.",
    edition: "Otra edición de la definición",
    event: (position: string) => `Según se sabía en el evento ${position}`,
    comparedDay: "Comparado con lo que se sabía el",
    comparedEdition: "Edición comparada",
    then: "Comparado con",
    thenOf: (name: string) => `${name} (comparado)`,
    thenState: (state: string) => `Comparado con: ${state}`,
    sameEdition: (edition: string) =>
      `No hay nada que comparar: la edición ${edition} también es la que responde a esta ` +
      "pregunta. Cuál responde depende de su último día, si no se elige una entre los filtros.",
    sides: "Eventos de qué cifra",
    side: {
      first: "Detrás del valor",
      second: "Detrás del valor comparado",
      difference: "Qué hizo la diferencia",
    },
    noDifference: "Ambas cifras vienen de los mismos eventos",
    differenceLead: "Solo lo que las dos cifras no tienen en común; menos si es bajo cero.",
    difference: (amount: string) => `Diferencia: ${amount}.`,
    differenceOf: (above: string, below: string) =>
      `Diferencia: ${above} sobre la línea, ${below} debajo.`,
    medianLead: "Los valores que solo tiene una de las dos cifras, o que difieren.",
    medianNone: "ninguno",
    medianAlone: "Solo una de las dos cifras tiene un valor en el medio.",
    medianMoved: (from: string, to: string, by: string) =>
      `El medio pasó de ${from} a ${to}: ${by}. Los valores de arriba no suman esa diferencia.`,
    between: "Registrado entre las dos",
    betweenLead: (low: string, high: string) => `Después del evento ${low}, hasta el ${high}`,
    betweenNone: "Entre las dos no se registró nada de lo que trata esta pregunta",
    betweenMore: "Mostrar registros posteriores",
    used: (count: number) =>
      `${count} ${plural(count, "edición vigente", "ediciones vigentes")} de lugares y tablas ` +
      "de referencia",
    usedKinds: { geography: "Lugares", "reference-set": "Tabla de referencia" },
    effect: "Qué cambió",
    effectOf: (name: string, position: string) =>
      `Qué cambió: la edición de ${name} del evento ${position}`,
    cite: "Citar estas cifras",
    citation: (metric: string, edition: string, known: string, day: string) =>
      `Anchor Ledger, métrica ${metric}, edición ${edition}, ${known}. Consultado el ${day}.`,
    citedEvent: (position: string, day: string) =>
      `según se sabía en el evento ${position}${day ? `, registrado el ${day}` : ""}`,
    citedDay: (day: string) => `según se sabía al final del ${day}`,
    copyLink: "Copiar un enlace a estas cifras exactas",
    copyCitation: "Copiar la cita",
    linkCopied: "Enlace copiado. Muestra las mismas cifras siempre que se abra.",
    citationCopied: "Cita copiada.",
    notCopied: "No se pudo copiar. Seleccione el texto de arriba.",
  },
);
