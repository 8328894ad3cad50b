import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { useId, useState } from "react";
import {
  ImportProfileSchema,
  type ImportProfile,
} from "@/gen/anchorledger/api/v1/import_profile_pb";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import styles from "./Imports.module.css";
import { preparationTexts } from "./preparation_texts.ts";
import { SaveProfile } from "./SaveProfile.tsx";

interface Props {
  readonly profile: ImportProfile;
  readonly onEnd: () => void;
}

function profileOfText(text: string): ImportProfile | undefined {
  try {
    return fromJson(ImportProfileSchema, JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}

/** A profile that says more than a mapping can: changed as the text that it is kept as. */
export function ProfileChange({ profile, onEnd }: Props) {
  const text = useText(preparationTexts);
  const id = useId();
  const [json, setJson] = useState(() =>
    JSON.stringify(toJson(ImportProfileSchema, profile, { useProtoFieldName: true }), null, 2),
  );
  const made = profileOfText(json);
  return (
    <Panel title={text.changing(profile.name)} lead={text.asText}>
      <label htmlFor={id} className={styles["label"]}>
        {text.profileText}
      </label>
      <textarea
        id={id}
        className={styles["code"]}
        rows={18}
        spellCheck={false}
        aria-invalid={made ? undefined : true}
        value={json}
        onChange={({ target }) => setJson(target.value)}
      />
      <p role="status" className={styles["error"]}>
        {made ? "" : text.profileTextWrong}
      </p>
      {made ? (
        <SaveProfile name={profile.name} make={(name) => ({ ...made, name })} onSaved={onEnd} />
      ) : null}
      <div className={styles["buttons"]}>
        <Button kind="quiet" onPress={onEnd}>
          {text.leaveProfile}
        </Button>
      </div>
    </Panel>
  );
}
