import { catalogue } from "@/locale/catalogue.ts";

export const frameTexts = catalogue(
  {
    language: "Language",
    skip: "Skip to the content",
    menu: "Menu",
    navigation: "Pages",
    groups: { see: "See", record: "Record", run: "Run" },
    signOut: "Sign out",
    signOutEverywhere: "Sign out on all devices",
    everywhereAsk: "Sign out on all devices?",
    everywhereDo: "Sign out everywhere",
    everywhereWill: (actor: string) =>
      `Every browser in which ${actor} is signed in is signed out at once, this one too.`,
    everywhereStays:
      "Tokens go on working. If one is lost, ask an operator to revoke it. What was typed and " +
      "not sent is kept in each browser.",
    stillSignedIn: "You are still signed in: the server could not be reached. Try again.",
    signedInAs: (actor: string, organisation: string) => `${actor}, ${organisation}`,
    notFound: "There is no such page",
    notFoundHelp: "The address may be old, or mistyped.",
    toOverview: "Go to the overview",
    live: "Live",
    liveHelp: "New events show up by themselves.",
    reconnecting: "Reconnecting…",
    reconnectingHelp: "The server cannot be reached; what you see may be old.",
  },
  {
    language: "Idioma",
    skip: "Ir al contenido",
    menu: "Menú",
    navigation: "Páginas",
    groups: { see: "Ver", record: "Registrar", run: "Operar" },
    signOut: "Cerrar sesión",
    signOutEverywhere: "Cerrar sesión en todos los dispositivos",
    everywhereAsk: "¿Cerrar sesión en todos los dispositivos?",
    everywhereDo: "Cerrarla en todos",
    everywhereWill: (actor: string) =>
      `Se cierra al instante la sesión de ${actor} en todos los navegadores, también en este.`,
    everywhereStays:
      "Las claves de acceso siguen funcionando. Si se perdió una, pida a un operador que la " +
      "revoque. Lo escrito y no enviado se conserva en cada navegador.",
    stillSignedIn: "Su sesión sigue abierta: no se pudo llegar al servidor. Inténtelo de nuevo.",
    signedInAs: (actor: string, organisation: string) => `${actor}, ${organisation}`,
    notFound: "Esta página no existe",
    notFoundHelp: "La dirección puede ser antigua o estar mal escrita.",
    toOverview: "Ir al resumen",
    live: "En vivo",
    liveHelp: "Los eventos nuevos aparecen solos.",
    reconnecting: "Reconectando…",
    reconnectingHelp: "No se puede llegar al servidor; lo que ve puede ser antiguo.",
  },
);
