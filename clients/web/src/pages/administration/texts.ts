import { catalogue, plural } from "@/locale/catalogue.ts";
import { ProjectionState } from "@/gen/anchorledger/api/v1/admin_pb";

interface AdminTexts {
  readonly title: string;
  readonly lead: string;
  readonly server: {
    readonly title: string;
    readonly version: string;
    readonly logId: string;
    readonly epoch: string;
    readonly head: string;
    readonly headAt: string;
    readonly nothingYet: string;
    readonly storage: string;
    readonly startedAt: string;
    readonly running: string;
    readonly span: (days: number, hours: number, minutes: number) => string;
    readonly time: string;
    readonly tenant: string;
    readonly accepts: string;
    readonly refuses: string;
    readonly clock: string;
    readonly clockAsk: string;
    readonly clockWill: string;
    readonly clockDone: string;
  };
  readonly projections: {
    readonly title: string;
    readonly lead: string;
    /** What a projection is for, by its name. */
    readonly names: Readonly<Record<string, string>>;
    readonly states: Readonly<Record<ProjectionState, string>>;
    readonly position: (position: string) => string;
    readonly noLag: string;
    readonly lag: (events: string) => string;
    readonly rebuild: string;
    readonly rebuildOne: (name: string) => string;
    readonly rebuilding: (position: string, head: string) => string;
    readonly ask: (name: string) => string;
    readonly will: string;
    readonly willCost: string;
    readonly swapped: (name: string, position: string) => string;
    readonly failed: (name: string) => string;
  };
  readonly backup: {
    readonly title: string;
    readonly lead: string;
    readonly name: string;
    readonly nameHelp: string;
    readonly nameWrong: string;
    readonly make: string;
    readonly making: string;
    readonly made: string;
    readonly path: string;
    readonly upTo: string;
    readonly size: string;
    readonly restore: string;
    readonly restoreHelp: string;
    readonly ask: (name: string) => string;
    readonly will: string;
    readonly willHold: string;
  };
}

/** The texts about the server; those about tokens are in token_texts.ts. */
export const adminTexts = catalogue<AdminTexts>(
  {
    title: "Administration",
    lead: "How the server does, its projections and backups, and who may get in.",
    server: {
      title: "The server",
      version: "Version",
      logId: "Id of the log",
      epoch: "Epoch of the log",
      head: "Events in the log",
      headAt: "Last event recorded",
      nothingYet: "none yet",
      storage: "Storage",
      startedAt: "Started",
      running: "Running for",
      span: (days, hours, minutes) =>
        [
          days > 0 ? `${days} ${plural(days, "day", "days")}` : "",
          hours > 0 ? `${hours} h` : "",
          `${minutes} min`,
        ].filter((part) => part !== "").join(" "),
      time: "Time at the server",
      tenant: "Your network",
      accepts: "Events are accepted.",
      refuses: "No event can be recorded at present:",
      clock: "Accept the server's clock",
      clockAsk: "Is the server's clock right?",
      clockWill:
        "Events may then carry its time. If it is wrong, correct the clock of the machine " +
        "first: times that were recorded cannot be changed.",
      clockDone: "The clock was accepted.",
    },
    projections: {
      title: "Projections",
      lead: "What answers are read from. They follow the log by themselves.",
      names: {
        metrics: "Figures of the metrics",
        directory: "Directory",
      },
      states: {
        [ProjectionState.UNSPECIFIED]: "Unknown",
        [ProjectionState.LIVE]: "Follows the log",
        [ProjectionState.STOPPED]: "Stopped",
        [ProjectionState.REBUILDING]: "Is being rebuilt",
      },
      position: (position) => `At event ${position}`,
      noLag: "not behind",
      lag: (events) => `${events} events behind`,
      rebuild: "Rebuild",
      rebuildOne: (name) => `Rebuild ${name}`,
      rebuilding: (position, head) => `Rebuilding: ${position} of ${head} events`,
      ask: (name) => `Rebuild ${name}?`,
      will:
        "It is made anew from the whole log, beside the present one. That one goes on answering " +
        "until the new one has caught up and takes its place.",
      willCost: "Meanwhile the server has more to do, and needs room on its disk for both.",
      swapped: (name, position) => `${name} was rebuilt and took its place at event ${position}.`,
      failed: (name) => `The rebuild of ${name} stopped.`,
    },
    backup: {
      title: "Backup",
      lead: "A consistent copy of the log, made while events go on being recorded.",
      name: "Name of the backup",
      nameHelp: "A new folder on the server.",
      nameWrong: "1 to 64 letters, digits, “-” and “_”.",
      make: "Make a backup",
      making: "The backup is being made…",
      made: "The backup is complete",
      path: "It lies on the server in",
      upTo: "Events in it",
      size: "Size",
      restore: "How to restore it",
      restoreHelp:
        "Keep a copy on another machine too. To go back to it, stop the server, run these " +
        "there, and start it again. What was recorded since is then only in the folder that was " +
        "moved away. Tokens as they were then lie in the backup's file “tokens”.",
      ask: (name) => `Make the backup ${name}?`,
      will: "The log is copied into a new folder on the server, which takes room on its disk.",
      willHold:
        "The copy holds all that was recorded, and what the server checks tokens by: keep it as " +
        "safe as the server itself.",
    },
  },
  {
    title: "Administración",
    lead: "Cómo está el servidor, sus proyecciones y copias, y quién puede entrar.",
    server: {
      title: "El servidor",
      version: "Versión",
      logId: "Identificador del registro",
      epoch: "Época del registro",
      head: "Eventos en el registro",
      headAt: "Último evento registrado",
      nothingYet: "ninguno todavía",
      storage: "Almacenamiento",
      startedAt: "Iniciado",
      running: "En marcha desde hace",
      span: (days, hours, minutes) =>
        [
          days > 0 ? `${days} ${plural(days, "día", "días")}` : "",
          hours > 0 ? `${hours} h` : "",
          `${minutes} min`,
        ].filter((part) => part !== "").join(" "),
      time: "Hora del servidor",
      tenant: "Su red",
      accepts: "Se aceptan eventos.",
      refuses: "Por ahora no se puede registrar ningún evento:",
      clock: "Aceptar el reloj del servidor",
      clockAsk: "¿Es correcto el reloj del servidor?",
      clockWill:
        "Los eventos podrán llevar su hora. Si es incorrecta, corrija antes el reloj de la " +
        "máquina: las horas registradas no se pueden cambiar.",
      clockDone: "Se aceptó el reloj.",
    },
    projections: {
      title: "Proyecciones",
      lead: "De donde se leen las respuestas. Siguen el registro por sí solas.",
      names: {
        metrics: "Cifras de las métricas",
        directory: "Directorio",
      },
      states: {
        [ProjectionState.UNSPECIFIED]: "Desconocido",
        [ProjectionState.LIVE]: "Sigue el registro",
        [ProjectionState.STOPPED]: "Detenida",
        [ProjectionState.REBUILDING]: "Se está reconstruyendo",
      },
      position: (position) => `En el evento ${position}`,
      noLag: "sin retraso",
      lag: (events) => `${events} eventos de retraso`,
      rebuild: "Reconstruir",
      rebuildOne: (name) => `Reconstruir ${name}`,
      rebuilding: (position, head) => `Reconstruyendo: ${position} de ${head} eventos`,
      ask: (name) => `¿Reconstruir ${name}?`,
      will:
        "Se hace de nuevo a partir de todo el registro, junto a la actual. Esta sigue " +
        "respondiendo hasta que la nueva la alcance y ocupe su lugar.",
      willCost:
        "Mientras tanto el servidor tiene más trabajo y necesita espacio en disco para ambas.",
      swapped: (name, position) =>
        `${name} se reconstruyó y ocupó su lugar en el evento ${position}.`,
      failed: (name) => `La reconstrucción de ${name} se detuvo.`,
    },
    backup: {
      title: "Copia de seguridad",
      lead: "Una copia coherente del registro, hecha mientras se siguen registrando eventos.",
      name: "Nombre de la copia",
      nameHelp: "Una carpeta nueva en el servidor.",
      nameWrong: "De 1 a 64 letras, dígitos, «-» y «_».",
      make: "Hacer una copia",
      making: "Se está haciendo la copia…",
      made: "La copia está completa",
      path: "Está en el servidor, en",
      upTo: "Eventos que contiene",
      size: "Tamaño",
      restore: "Cómo restaurarla",
      restoreHelp:
        "Guarde también una copia en otra máquina. Para volver a ella, detenga el servidor, " +
        "ejecute esto allí e inícielo de nuevo. Lo registrado después queda solo en la carpeta " +
        "que se apartó. Los tokens de entonces están en el archivo «tokens» de la copia.",
      ask: (name) => `¿Hacer la copia ${name}?`,
      will: "El registro se copia en una carpeta nueva del servidor, que ocupa espacio en disco.",
      willHold:
        "La copia contiene todo lo registrado y aquello con lo que el servidor comprueba las " +
        "claves: guárdela con tanto cuidado como el propio servidor.",
    },
  },
);
