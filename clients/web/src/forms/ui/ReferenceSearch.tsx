import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import type { Choice } from "@/api/directory_choices.ts";
import { streamQuery } from "@/api/events.ts";
import { ledgerKey } from "@/api/keys.ts";
import { useFormat, useLocale, useText } from "@/locale/Locale.tsx";
import { useSettled } from "@/ui/useSettled.ts";
import { textOf } from "../entered.ts";
import { formTexts } from "../form_texts.ts";
import { findChoices, impliedInForce, mayBeNew } from "../references.ts";
import { fieldLabel } from "../texts/labels.ts";
import { useForm } from "./context.ts";
import { Field } from "./Field.tsx";
import styles from "./forms.module.css";
import type { InputProps } from "./input.ts";

function useChoices(kind: string, search: string) {
  return useQuery({
    queryKey: [ledgerKey, "choices", kind, search],
    queryFn: ({ signal }) => findChoices(kind, search, signal),
    placeholderData: keepPreviousData,
  });
}

/** Tells the form what a choice says about other fields, as soon as that is known. */
function useImplied({ field, path, value }: InputProps) {
  const { onImplied } = useForm();
  const queries = useQueryClient();
  // The form may have changed, or another thing may have been chosen, while the answer was away.
  const now = useRef({ onImplied, id: "" });
  useEffect(() => {
    now.current = { onImplied, id: textOf(value) };
  });
  return async ({ stream, implies, ...choice }: Choice) => {
    if (!implies) return;
    const whole = { ...choice, implies };
    if (!stream) return onImplied?.(path, implies);
    // Without an answer nothing is filled in: what was recorded first may be wrong by now.
    const events = await queries.fetchQuery(streamQuery(stream)).catch(() => undefined);
    const found = events && impliedInForce(field.rule.refersTo, whole, events);
    if (found && now.current.id === choice.id) now.current.onImplied?.(path, found);
  };
}

/** Something that is registered, found by its name; see ReferenceInput. */
export default function ReferenceSearch(props: InputProps) {
  const { field, path, value, onChange } = props;
  const text = useText(formTexts);
  const { language } = useLocale();
  const { locale } = useFormat();
  const { visit, isLocked, filledIn } = useForm();
  const tellImplied = useImplied(props);
  const id = textOf(value);
  const kind = field.rule.refersTo;
  const [typed, setTyped] = useState<string>();
  const search = useSettled(typed ?? "");
  const chosen = useChoices(kind, id);
  const found = useChoices(kind, search);
  const named = chosen.data?.find((choice) => choice.id === id);
  const shown = typed ?? named?.name ?? id;

  const hints = [
    named && named.name !== id ? id : "",
    id !== "" && filledIn?.get(path)?.id === id ? text.filledIn : "",
  ].filter((hint) => hint !== "");

  const choose = (next: string) => {
    setTyped(undefined);
    onChange(next);
    visit(path);
    const choice = found.data?.find(({ id: one }) => one === next);
    if (choice) void tellImplied(choice);
  };
  const leave = () => {
    const same = found.data?.find(({ name }) => name.toLowerCase() === typed?.toLowerCase());
    if (typed === "") onChange("");
    else if (typed !== undefined && (same || mayBeNew(field))) onChange(same?.id ?? typed);
    setTyped(undefined);
    visit(path);
  };
  return (
    <I18nProvider locale={locale}>
      <Field field={field} path={path} hint={hints.join(". ")}>
        {(control) => (
          <ComboBox
            className={styles["reference"] ?? ""}
            aria-label={fieldLabel(field, language)}
            items={found.data ?? []}
            inputValue={shown}
            selectedKey={id === "" ? null : id}
            isDisabled={isLocked}
            isInvalid={control["aria-invalid"] ?? false}
            menuTrigger="focus"
            allowsEmptyCollection
            allowsCustomValue
            onInputChange={(next) => (next === shown ? undefined : setTyped(next))}
            onSelectionChange={(key) => key !== null && choose(String(key))}
            onBlur={leave}
          >
            <div className={styles["referenceBox"]}>
              <Input
                id={control.id}
                aria-describedby={control["aria-describedby"]}
                className={styles["input"] ?? ""}
                placeholder={text.search}
              />
              <Button className={styles["referenceOpen"] ?? ""} aria-label={text.choose}>
                <span aria-hidden="true">▾</span>
              </Button>
            </div>
            <Popover className={styles["popover"] ?? ""}>
              <ListBox
                className={styles["listBox"] ?? ""}
                renderEmptyState={() => (
                  <div className={styles["empty"]}>
                    {found.isFetching ? text.searching : text.nothingFound}
                  </div>
                )}
              >
                {(choice: { id: string; name: string; detail: string }) => (
                  <ListBoxItem textValue={choice.name} className={styles["option"] ?? ""}>
                    <span>{choice.name}</span>
                    <span className={styles["optionDetail"]}>
                      {choice.name === choice.id ? choice.detail : choice.id}
                    </span>
                  </ListBoxItem>
                )}
              </ListBox>
            </Popover>
          </ComboBox>
        )}
      </Field>
    </I18nProvider>
  );
}
