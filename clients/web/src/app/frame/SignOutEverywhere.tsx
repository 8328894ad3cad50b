import { catalogue } from "@/locale/catalogue.ts";
import { useText } from "@/locale/Locale.tsx";
import { ConfirmDialog } from "@/ui/ConfirmDialog.tsx";

const texts = catalogue(
  {
    ask: "Sign out on all devices?",
    confirm: "Sign out everywhere",
    will: (actor: string) =>
      `Every browser in which ${actor} is signed in is signed out at once, this one too.`,
    stays:
      "Tokens go on working. If one is lost, ask an operator to revoke it. What was typed and " +
      "not sent is kept in each browser.",
  },
  {
    ask: "¿Cerrar sesión en todos los dispositivos?",
    confirm: "Cerrarla en todos",
    will: (actor: string) =>
      `Se cierra al instante la sesión de ${actor} en todos los navegadores, también en este.`,
    stays:
      "Las claves de acceso siguen funcionando. Si se perdió una, pida a un operador que la " +
      "revoque. Lo escrito y no enviado se conserva en cada navegador.",
  },
);

interface Props {
  readonly actor: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before all sessions of a person end. */
export default function SignOutEverywhere({ actor, ...rest }: Props) {
  const text = useText(texts);
  return (
    <ConfirmDialog title={text.ask} confirm={text.confirm} {...rest}>
      <p>{text.will(actor)}</p>
      <p>{text.stays}</p>
    </ConfirmDialog>
  );
}
