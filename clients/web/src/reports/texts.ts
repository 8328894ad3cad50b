import { catalogue, plural } from "@/locale/catalogue.ts";

export const reportTexts = catalogue(
  {
    title: "Report outcomes",
    lead: "What is due from you, the most urgent first.",
    kinds: {
      annual: "Yearly report", quarterly: "Quarterly report", monthly: "Monthly report",
      jobs: "Report on jobs", housing: "Report on homes", hires: "Report on hires",
      cohort: "Report on a training cohort", retention: "Report on who stayed",
      wages: "Report on wages",
    } as Readonly<Record<string, string>>,
    otherKind: (kind: string) => `Report: ${kind}`,
    dueOn: (day: string) => `Due ${day}`,
    overdue: (days: number, day: string) =>
      `Due ${day}: ${days} ${plural(days, "day", "days")} late`,
    fill: "Fill in",
    goOn: "Go on",
    nil: "Nothing to report",
    nilInstead: "Send that there is nothing to report?",
    nilDrops: "You began to fill this report in. What you typed is not sent then.",
    sendNil: "Send: nothing to report",
    none: "Nothing is due",
    noneHelp: "When somebody asks you for a report, it shows up here.",
    sending: "Being sent…",
    later: "Kept on this device. It is sent as soon as the connection is back.",
    laterUnkept:
      "There is no connection, and this browser keeps nothing: leave this page open. It is sent " +
      "as soon as the connection is back.",
    lateBooks:
      "The books of this time are closed already. Your report is still taken, as a late entry.",
    recorded: "Sent and recorded. Thank you.",
    refusedHelp:
      "Nothing was recorded, and nothing that you typed is lost. If you cannot set it right, " +
      "tell the person who asked you for the report.",
    showRecorded: "Show what was recorded",
    unknown: "This report is not due",
    unknownHelp: "It may have come in already.",
    back: "All that is due",
    addPart: "What do you want to report?",
    addMore: "Something else to report?",
    removePart: (title: string) => `Remove: ${title}`,
    send: "Send the report",
    lastTime: (day: string) => `Last time, ${day}:`,
    period: "Covers",
    nothingYet: "Choose what to report above, or say that there is nothing.",
  },
  {
    title: "Informar resultados",
    lead: "Lo que debe entregar, lo más urgente primero.",
    kinds: {
      annual: "Informe anual", quarterly: "Informe trimestral", monthly: "Informe mensual",
      jobs: "Informe de empleos", housing: "Informe de viviendas",
      hires: "Informe de contrataciones", cohort: "Informe de un grupo en formación",
      retention: "Informe de permanencia", wages: "Informe de salarios",
    } as Readonly<Record<string, string>>,
    otherKind: (kind: string) => `Informe: ${kind}`,
    dueOn: (day: string) => `Vence el ${day}`,
    overdue: (days: number, day: string) =>
      `Venció el ${day}: ${days} ${plural(days, "día", "días")} de retraso`,
    fill: "Completar",
    goOn: "Seguir",
    nil: "Nada que informar",
    nilInstead: "¿Enviar que no hay nada que informar?",
    nilDrops: "Empezó a llenar este informe. Lo que escribió no se envía en ese caso.",
    sendNil: "Enviar: nada que informar",
    none: "No hay nada pendiente",
    noneHelp: "Cuando alguien le pida un informe, aparecerá aquí.",
    sending: "Enviando…",
    later: "Guardado en este dispositivo. Se envía en cuanto vuelva la conexión.",
    laterUnkept:
      "No hay conexión y este navegador no guarda nada: deje esta página abierta. Se envía en " +
      "cuanto vuelva la conexión.",
    lateBooks:
      "Los libros de este período ya están cerrados. Su informe se recibe igual, como registro " +
      "tardío.",
    recorded: "Enviado y registrado. Gracias.",
    refusedHelp:
      "No se registró nada y no se perdió nada de lo que escribió. Si no puede corregirlo, " +
      "avise a quien le pidió el informe.",
    showRecorded: "Mostrar lo registrado",
    unknown: "Este informe no está pendiente",
    unknownHelp: "Quizá ya llegó.",
    back: "Todo lo pendiente",
    addPart: "¿Qué quiere informar?",
    addMore: "¿Algo más que informar?",
    removePart: (title: string) => `Quitar: ${title}`,
    send: "Enviar el informe",
    lastTime: (day: string) => `La vez pasada, ${day}:`,
    period: "Abarca",
    nothingYet: "Elija arriba qué informar, o diga que no hay nada.",
  },
);
