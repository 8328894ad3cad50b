import { catalogue } from "@/locale/catalogue.ts";

export const sessionTexts = catalogue(
  {
    title: "Sign in",
    lead: "What hospitals and community partners do together: hired, bought, invested.",
    ended: "Your session has ended. Sign in again, and you are back where you were.",
    token: "Access token",
    tokenHelp: "Your administrator gave it to you. It begins with al_.",
    signIn: "Sign in",
    signingIn: "Signing in…",
    refused: "This token is unknown, expired or revoked. Ask your administrator for a new one.",
    offline: "The server cannot be reached. Check your connection and try again.",
    failed: "Signing in did not work. Try again, or ask your administrator.",
    empty: "Paste your access token.",
  },
  {
    title: "Iniciar sesión",
    lead: "Lo que hospitales y socios de la comunidad hacen juntos: contratar, comprar, invertir.",
    ended: "Su sesión terminó. Inicie sesión de nuevo y volverá a donde estaba.",
    token: "Clave de acceso",
    tokenHelp: "Se la dio su administrador. Empieza con al_.",
    signIn: "Entrar",
    signingIn: "Entrando…",
    refused: "Esta clave es desconocida, venció o fue revocada. Pida una nueva.",
    offline: "No se puede llegar al servidor. Revise su conexión e inténtelo de nuevo.",
    failed: "No se pudo iniciar sesión. Inténtelo de nuevo o pregunte a su administrador.",
    empty: "Pegue su clave de acceso.",
  },
);
