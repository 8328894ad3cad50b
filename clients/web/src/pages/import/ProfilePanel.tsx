import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { EventType } from "@/forms/definitions.ts";
import { eventTitle } from "@/forms/texts/labels.ts";
import type { SavedProfile } from "@/gen/anchorledger/api/v1/import_pb";
import styles from "@/imports/Imports.module.css";
import { preparationTexts } from "@/imports/preparation_texts.ts";
import { importTexts } from "@/imports/texts.ts";
import { useLocale, useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { SelectField } from "@/ui/SelectField.tsx";

interface Props {
  readonly saved: readonly SavedProfile[];
  /** The name of the chosen profile; empty = the columns are mapped here. */
  readonly name: string;
  readonly isGuess: boolean;
  readonly onChoose: (name: string) => void;
  /** Asks to change the chosen profile. */
  readonly onChange: () => void;
  readonly types: readonly EventType[];
  /** What each row is; empty = nobody has said it yet; absent where a profile says so. */
  readonly event: string | undefined;
  readonly onEvent: (event: string) => void;
}

/** By which profile the file is read, or what its rows are. */
export function ProfilePanel(props: Props) {
  const text = useText(importTexts);
  const words = useText(preparationTexts);
  const { language, format } = useLocale();
  const chosen = props.saved.find(({ profile }) => profile?.name === props.name);
  return (
    <Panel title={text.profile}>
      <div className={styles["options"]}>
        <SelectField
          label={text.profileChoice}
          help={props.isGuess ? words.guessed : undefined}
          choices={[
            { value: "", label: text.newProfile },
            ...props.saved.flatMap(({ profile }) =>
              profile ? [{ value: profile.name, label: profile.name }] : [],
            ),
          ]}
          value={props.name}
          onChange={props.onChoose}
        />
        {props.event === undefined ? null : (
          <SelectField
            label={text.event}
            choices={[
              ...(props.event === "" ? [{ value: "", label: words.choose }] : []),
              ...props.types.map((one) => ({
                value: one.name,
                label: eventTitle(one, language),
              })),
            ]}
            value={props.event}
            onChange={props.onEvent}
          />
        )}
      </div>
      {chosen?.savedAt ? (
        <>
          <p>{chosen.profile?.description}</p>
          <p className={styles["help"]}>
            {words.savedBy(
              format.integer(chosen.edition),
              chosen.actorRef,
              format.instant(timestampDate(chosen.savedAt)),
            )}
          </p>
          <div className={styles["buttons"]}>
            <Button onPress={props.onChange}>{words.changeProfile}</Button>
          </div>
        </>
      ) : null}
    </Panel>
  );
}
