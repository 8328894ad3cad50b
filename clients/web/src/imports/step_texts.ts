import { catalogue, plural } from "@/locale/catalogue.ts";

/** What is said after a dry run and after an import. */
export const stepTexts = catalogue(
  {
    made: "This was recorded already. See that import",
    wholeRefused: (rows: string) =>
      `All rows or none was asked for: nothing can be recorded while ${rows} are rejected.`,
    leavesOut: (rows: string) => `Rejected rows are left out: ${rows}.`,
    voidVanished: (rows: string) =>
      `Void the ${rows} rows that are no longer in the file (listed below)`,
    tryWithVoids: "See first what this would change",
    vanished: (rows: string) => `No longer in this file: ${rows}`,
    vanishedLead:
      "An earlier file of this source and period had these rows. They stay as they are, unless " +
      "you void them when this file is recorded.",
    vanishedDone: "Rows of the earlier file that are missing in this one.",
    voided: (rows: string) => `Voided: ${rows}`,
    record: "Record",
    notVoided: "Why it was not voided",
    content: "What was recorded",
    day: "Day",
    gone: "No longer to be seen",
    downloadVanished: "Download this list",
    unmatched: (rows: string) => `Credits that name no purchase: ${rows}`,
    unmatchedLead: "They count in net figures. Here they stand so that they can be looked into.",
    downloadUnmatched: "Download these rows",
    left: (time: string) => `about ${time} left`,
    seconds: (count: number) => `${count} ${plural(count, "second", "seconds")}`,
    minutes: (count: number) => `${count} ${plural(count, "minute", "minutes")}`,
    perSecond: (rows: string) => `${rows} rows a second`,
    steps: (count: string) => `${count} records looked at or taken back`,
    goOnElsewhere:
      "It goes on where it stopped on the device on which it was started, or with the same file.",
    unknownNames: (count: string) => `Named in the file and not registered: ${count}`,
    unknownLead: "Register them, or correct them in the file; then try it out again.",
    unknownValue: "What the file says",
    unknownMore: (count: string) => `And ${count} more, in the list of rejected rows.`,
    unknownFirst: (rows: string) => `Seen in the first ${rows} rejected rows.`,
    readOtherwise: "Change how the file is read",
    goOnLead: "What was recorded stays, and nothing is recorded twice.",
    goOnLate: "Needed only where a period was closed meanwhile: its rows are rejected otherwise.",
    noRows: "The file has no rows, so there is nothing to record.",
    noneGood:
      "No row is good, so there is nothing to record. Correct the rows, or how they are read.",
    allKnown: "The ledger has all these rows already, so there is nothing to record.",
    queued: "Another import of your organisation is running. This one begins when it has ended.",
    undoKept: (count: string) => `${count} registrations stay, because other records use them.`,
    undoSums: (net: string) => `These sums leave the figures: ${net}.`,
    undoLate: "Why records of closed periods are taken back",
    undoLateHelp: "Needed only where a period was closed meanwhile.",
    lateRows: (rows: string) => `Rows in closed periods: ${rows}`,
    tryLate: "Try it out with this reason",
    undoNot: "Leave it recorded",
    period: "Days covered",
    wholeSource: "all",
    countsOf: (created: string, updated: string, unchanged: string, rejected: string) =>
      `${created} new, ${updated} changed, ${unchanged} there already, ${rejected} rejected`,
    stands: (records: string, rows: string) =>
      `${records} records of ${rows} rows were recorded before. Go on, or undo them, so that ` +
      "nothing is left half done.",
    standsShort: (records: string, rows: string) => `${records} records of ${rows} rows`,
    notCounted: "not counted",
    undoneBy: (who: string, when: string) => `by ${who}, ${when}`,
    hideDryRuns: "Only what was recorded, without dry runs",
    lineOfSheet: "Row",
    profileAndSource: (profile: string, source: string) =>
      `Profile ${profile}, source ${source}`,
  },
  {
    made: "Esto ya se registró. Ver esa importación",
    wholeRefused: (rows: string) =>
      `Se pidió todas las filas o ninguna: no se registra nada mientras se rechacen ${rows}.`,
    leavesOut: (rows: string) => `Las filas rechazadas quedan fuera: ${rows}.`,
    voidVanished: (rows: string) =>
      `Anular las ${rows} filas que ya no están en el archivo (lista abajo)`,
    tryWithVoids: "Ver antes qué cambiaría",
    vanished: (rows: string) => `Ya no están en este archivo: ${rows}`,
    vanishedLead:
      "Un archivo anterior de este origen y período tenía estas filas. Quedan como están, salvo " +
      "que las anule al registrar este archivo.",
    vanishedDone: "Filas del archivo anterior que faltan en este.",
    voided: (rows: string) => `Anuladas: ${rows}`,
    record: "Registro",
    notVoided: "Por qué no se anuló",
    content: "Qué se registró",
    day: "Día",
    gone: "Ya no se puede ver",
    downloadVanished: "Descargar esta lista",
    unmatched: (rows: string) => `Créditos que no nombran una compra: ${rows}`,
    unmatchedLead: "Cuentan en las cifras netas. Están aquí para que se puedan revisar.",
    downloadUnmatched: "Descargar estas filas",
    left: (time: string) => `faltan unos ${time}`,
    seconds: (count: number) => `${count} ${plural(count, "segundo", "segundos")}`,
    minutes: (count: number) => `${count} ${plural(count, "minuto", "minutos")}`,
    perSecond: (rows: string) => `${rows} filas por segundo`,
    steps: (count: string) => `${count} registros revisados o deshechos`,
    goOnElsewhere:
      "Sigue donde se quedó en el dispositivo en el que se inició, o con el mismo archivo.",
    unknownNames: (count: string) => `El archivo los nombra y no están registrados: ${count}`,
    unknownLead: "Regístrelos, o corríjalos en el archivo, y pruébelo de nuevo.",
    unknownValue: "Qué dice el archivo",
    unknownMore: (count: string) => `Y ${count} más, en la lista de filas rechazadas.`,
    unknownFirst: (rows: string) => `Vistos en las primeras ${rows} filas rechazadas.`,
    readOtherwise: "Cambiar cómo se lee el archivo",
    goOnLead: "Lo que se registró queda, y nada se registra dos veces.",
    goOnLate: "Hace falta si un período se cerró mientras tanto: sin él se rechazan sus filas.",
    noRows: "El archivo no tiene filas: no hay nada que registrar.",
    noneGood: "Ninguna fila es buena: no hay nada que registrar. Corrija las filas o cómo se leen.",
    allKnown: "El registro ya tiene todas estas filas: no hay nada que registrar.",
    queued: "Otra importación de su organización está en marcha. Esta empieza cuando termine.",
    undoKept: (count: string) => `${count} altas quedan, porque otros registros las usan.`,
    undoSums: (net: string) => `Estas sumas salen de las cifras: ${net}.`,
    undoLate: "Por qué se deshacen registros de períodos cerrados",
    undoLateHelp: "Solo hace falta si un período se cerró mientras tanto.",
    lateRows: (rows: string) => `Filas en períodos cerrados: ${rows}`,
    tryLate: "Probarlo con este motivo",
    undoNot: "Dejarla registrada",
    period: "Días que cubre",
    wholeSource: "todos",
    countsOf: (created: string, updated: string, unchanged: string, rejected: string) =>
      `${created} nuevas, ${updated} cambiadas, ${unchanged} ya estaban, ${rejected} rechazadas`,
    stands: (records: string, rows: string) =>
      `Antes se registraron ${records} registros de ${rows} filas. Siga, o deshágalos, para que ` +
      "nada quede a medias.",
    standsShort: (records: string, rows: string) => `${records} registros de ${rows} filas`,
    notCounted: "sin contar",
    undoneBy: (who: string, when: string) => `por ${who}: ${when}`,
    hideDryRuns: "Solo lo registrado, sin las pruebas",
    lineOfSheet: "Fila",
    profileAndSource: (profile: string, source: string) =>
      `Perfil ${profile}, origen ${source}`,
  },
);
