import { catalogue } from "@/locale/catalogue.ts";
import type { ProblemReason } from "./problem.ts";

interface ProblemTexts {
  readonly sentence: Readonly<Record<ProblemReason, string>>;
  readonly offline: string;
  readonly noRight: string;
  readonly failed: string;
  readonly tryAgain: string;
  readonly signInBeside: string;
  readonly detail: string;
}

/** One sentence for each reason: what happened and what to do. */
export const problemTexts = catalogue<ProblemTexts>(
  {
    sentence: {
      FIELD_INVALID: "Some fields do not hold what they should. Correct the marked ones.",
      FIELD_MISSING: "Some required fields are empty. Fill in the marked ones.",
      FIELD_UNKNOWN: "The server does not know one of these fields. Reload the page.",
      REFERENCE_UNKNOWN: "Something named here is not registered yet. Register it first.",
      RULE_BROKEN: "A rule of the ledger does not allow this.",
      PERIOD_CLOSED: "The books of this period are closed. Say why this entry comes late.",
      PERIOD_HARD_CLOSED:
        "This period is closed for good: nothing in it changes until it is reopened.",
      EXPECTATION_FAILED: "Somebody else changed this in the meantime. Look at it again.",
      GUARD_FAILED: "Something this depends on has just changed. Look at it again.",
      REQUEST_ID_REUSED: "This was sent before with other content. Send it as a new entry.",
      CREDENTIAL_MISSING: "You are not signed in.",
      CREDENTIAL_INVALID: "This token is unknown, expired or revoked. Ask for a new one.",
      PERMISSION_DENIED: "You have no right to see or to do this. An administrator can give it.",
      NOT_FOUND: "There is no such thing, or it is not visible to you.",
      QUEUE_FULL: "The server is busy. Try again in a moment.",
      QUOTA_EXCEEDED: "You have asked for a lot in a short time. Try again in a moment.",
      MESSAGE_TOO_LARGE: "This is too much at once. Ask for less.",
      PROJECTION_BEHIND: "The figures are still being brought up to date. Try again shortly.",
      PROJECTION_STOPPED: "The figures cannot be computed. An operator has to look at the server.",
      OUTCOME_UNKNOWN: "It is not known whether this was recorded. Send it again: it counts once.",
      STORAGE_FULL: "The server has no space left. Nothing was recorded.",
      STORAGE_FAILED: "The server's storage has failed. An operator has to look at it.",
      DATA_CORRUPT: "Stored data are damaged. An operator has to restore a backup.",
      LOG_REWOUND: "The ledger was restored to an earlier state. Reload the page.",
      PAGE_TOKEN_INVALID: "This list has changed. Begin at the first page.",
      DEADLINE_EXCEEDED: "The server took too long to answer. Try again.",
      CANCELLED: "This was cancelled.",
      CLOCK_REFUSED: "The server's clock is wrong. An operator has to correct it.",
      SHUTTING_DOWN: "The server is restarting. Try again in a moment.",
      OVERFLOW: "A sum is too large to be shown. Ask for less.",
      INTERNAL: "The server made a mistake. Please report it.",
      UNIMPLEMENTED_EVENT: "This kind of event cannot be recorded yet.",
      OFFLINE: "The server cannot be reached. What you typed is kept.",
      UNKNOWN: "Something went wrong.",
    },
    offline: "No connection",
    noRight: "Not yours to see",
    failed: "This did not work",
    tryAgain: "Try again",
    signInBeside: "Sign in in another tab, then try again here",
    detail: "What the server said",
  },
  {
    sentence: {
      FIELD_INVALID: "Algunos campos no tienen un valor válido. Corrija los marcados.",
      FIELD_MISSING: "Faltan campos obligatorios. Complete los marcados.",
      FIELD_UNKNOWN: "El servidor no conoce uno de estos campos. Vuelva a cargar la página.",
      REFERENCE_UNKNOWN: "Algo que se nombra aquí aún no está registrado. Regístrelo primero.",
      RULE_BROKEN: "Una regla del registro no lo permite.",
      PERIOD_CLOSED: "Los libros de este período están cerrados. Diga por qué llega tarde.",
      PERIOD_HARD_CLOSED:
        "Este período está cerrado definitivamente: nada en él cambia hasta que se reabra.",
      EXPECTATION_FAILED: "Otra persona lo cambió entretanto. Vuelva a revisarlo.",
      GUARD_FAILED: "Algo de lo que esto depende acaba de cambiar. Vuelva a revisarlo.",
      REQUEST_ID_REUSED: "Esto ya se envió con otro contenido. Envíelo como registro nuevo.",
      CREDENTIAL_MISSING: "No ha iniciado sesión.",
      CREDENTIAL_INVALID: "Esta clave es desconocida, venció o fue revocada. Pida una nueva.",
      PERMISSION_DENIED: "No tiene permiso para ver o hacer esto. Un administrador puede darlo.",
      NOT_FOUND: "No existe, o no es visible para usted.",
      QUEUE_FULL: "El servidor está ocupado. Inténtelo de nuevo en un momento.",
      QUOTA_EXCEEDED: "Ha pedido mucho en poco tiempo. Inténtelo de nuevo en un momento.",
      MESSAGE_TOO_LARGE: "Es demasiado de una vez. Pida menos.",
      PROJECTION_BEHIND: "Las cifras aún se están actualizando. Inténtelo de nuevo en breve.",
      PROJECTION_STOPPED: "No se pueden calcular las cifras. Un operador debe revisar el servidor.",
      OUTCOME_UNKNOWN: "No se sabe si quedó registrado. Envíelo de nuevo: cuenta una sola vez.",
      STORAGE_FULL: "El servidor no tiene espacio. No se registró nada.",
      STORAGE_FAILED: "Falló el almacenamiento del servidor. Un operador debe revisarlo.",
      DATA_CORRUPT: "Hay datos dañados. Un operador debe restaurar una copia.",
      LOG_REWOUND: "El registro volvió a un estado anterior. Vuelva a cargar la página.",
      PAGE_TOKEN_INVALID: "Esta lista cambió. Empiece por la primera página.",
      DEADLINE_EXCEEDED: "El servidor tardó demasiado en responder. Inténtelo de nuevo.",
      CANCELLED: "Se canceló.",
      CLOCK_REFUSED: "El reloj del servidor está mal. Un operador debe corregirlo.",
      SHUTTING_DOWN: "El servidor se está reiniciando. Inténtelo de nuevo en un momento.",
      OVERFLOW: "Una suma es demasiado grande para mostrarla. Pida menos.",
      INTERNAL: "El servidor cometió un error. Por favor, avise.",
      UNIMPLEMENTED_EVENT: "Este tipo de evento aún no se puede registrar.",
      OFFLINE: "No se puede llegar al servidor. Lo que escribió se conserva.",
      UNKNOWN: "Algo salió mal.",
    },
    offline: "Sin conexión",
    noRight: "No está a su alcance",
    failed: "No funcionó",
    tryAgain: "Intentar de nuevo",
    signInBeside: "Inicie sesión en otra pestaña y vuelva a intentarlo aquí",
    detail: "Lo que dijo el servidor",
  },
);
