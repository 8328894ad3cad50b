import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importClient } from "@/api/imports.ts";
import { ledgerKey } from "@/api/keys.ts";
import { problemOf } from "@/api/problem.ts";
import { newRequestId } from "@/forms/drafts.ts";
import type { ImportProfile } from "@/gen/anchorledger/api/v1/import_profile_pb";
import { useText } from "@/locale/Locale.tsx";
import { Button } from "@/ui/Button.tsx";
import { ProblemState } from "@/ui/states/ProblemState.tsx";
import { TextField } from "@/ui/TextField.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Imports.module.css";
import { profileName } from "./mapping.ts";
import { importTexts } from "./texts.ts";

interface Props {
  /** Under which it is kept, unless a person says otherwise. */
  readonly name: string;
  readonly make: (name: string) => ImportProfile;
  readonly onSaved?: (name: string) => void;
}

/** Keeps a profile on the server; an earlier one of that name is replaced. */
export function SaveProfile(props: Props) {
  const text = useText(importTexts);
  const toast = useToast();
  const queries = useQueryClient();
  const [name, setName] = useState(props.name);
  const saving = useMutation({
    mutationFn: () =>
      importClient.saveProfile({ requestId: newRequestId(), profile: props.make(name) }),
    onSuccess: async () => {
      toast(text.saved(name));
      await queries.invalidateQueries({ queryKey: [ledgerKey, "profiles"] });
      props.onSaved?.(name);
    },
  });
  return (
    <>
      <div className={styles["buttons"]}>
        <TextField
          label={text.saveAs}
          value={name}
          onChange={(next) => setName(profileName(next))}
        />
        <Button
          isDisabled={name === "" || saving.isPending}
          onPress={() => saving.mutate()}
        >
          {text.save}
        </Button>
      </div>
      {saving.error ? <ProblemState problem={problemOf(saving.error)} /> : null}
    </>
  );
}
