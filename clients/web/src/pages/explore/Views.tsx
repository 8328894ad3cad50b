import { Link } from "@tanstack/react-router";
import { useMemo, useState, type FormEvent } from "react";
import { stringifySearch } from "@/app/search.ts";
import { useSearchState } from "@/app/useSearchState.ts";
import { useText } from "@/locale/Locale.tsx";
import { useSession } from "@/session/SessionGate.tsx";
import { Button } from "@/ui/Button.tsx";
import { Panel } from "@/ui/Panel.tsx";
import { TextField } from "@/ui/TextField.tsx";
import { useToast } from "@/ui/Toasts.tsx";
import styles from "./Explore.module.css";
import { ViewStore, viewName, viewSearch, type View } from "./views.ts";
import { viewTexts } from "./view_texts.ts";

/** Questions with a name: opened, kept, renamed, given away. Each is an address. */
export function Views() {
  const text = useText(viewTexts);
  const session = useSession();
  const toast = useToast();
  const store = useMemo(() => new ViewStore(session), [session]);
  const [views, setViews] = useState(() => store.all());
  const [search, setSearch] = useSearchState();
  const current = viewName(search["view"] ?? "");
  const [name, setName] = useState<string>();
  const shownName = name ?? current;

  function done(isKept: boolean, words: string) {
    setViews(store.all());
    toast(isKept ? words : text.noRoom, isKept ? "done" : "failed");
  }

  function keep(event: FormEvent) {
    event.preventDefault();
    const wanted = viewName(shownName);
    if (wanted === "") return;
    done(store.put({ name: wanted, search }), text.kept(wanted));
    setName(undefined);
    setSearch({ view: wanted });
  }

  function rename(from: string, to: string) {
    done(store.rename(from, to), text.renamed(viewName(to)));
    if (from === current) setSearch({ view: viewName(to) });
  }

  return (
    <Panel title={text.title} lead={views.length === 0 ? text.lead : undefined} isForScreen>
      {views.length === 0 ? null : (
        <ul className={styles["views"]}>
          {views.map((view) => (
            <SavedView
              key={view.name}
              view={view}
              isCurrent={view.name === current && isSame(view, search)}
              onRename={(to) => rename(view.name, to)}
              onRemove={() => done(store.remove(view.name), text.removed(view.name))}
            />
          ))}
        </ul>
      )}
      <form className={styles["keep"]} onSubmit={keep} data-print="no">
        <TextField label={text.name} value={shownName} onChange={setName} />
        <Button type="submit" isDisabled={viewName(shownName) === ""}>
          {views.some((view) => view.name === viewName(shownName)) ? text.replace : text.keep}
        </Button>
      </form>
    </Panel>
  );
}

function isSame(view: View, search: Record<string, string>): boolean {
  return stringifySearch(view.search) === stringifySearch(viewSearch(search));
}

interface SavedViewProps {
  readonly view: View;
  readonly isCurrent: boolean;
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
}

function SavedView({ view, isCurrent, onRename, onRemove }: SavedViewProps) {
  const text = useText(viewTexts);
  const toast = useToast();
  const [renaming, setRenaming] = useState<string>();
  const search = { ...view.search, view: view.name };

  async function copy() {
    try {
      const link = new URL(`/explore${stringifySearch(search)}`, location.href).href;
      await navigator.clipboard.writeText(link);
      toast(text.copied);
    } catch {
      toast(text.notCopied, "failed");
    }
  }

  function finish(event: FormEvent) {
    event.preventDefault();
    if (renaming !== undefined && viewName(renaming) !== "") onRename(renaming);
    setRenaming(undefined);
  }

  if (renaming !== undefined) {
    return (
      <li>
        <form className={styles["keep"]} onSubmit={finish}>
          <TextField label={text.newName(view.name)} value={renaming} onChange={setRenaming} />
          <Button type="submit">{text.rename}</Button>
          <Button kind="quiet" onPress={() => setRenaming(undefined)}>
            {text.cancel}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li>
      <Link to="/explore" search={search as never} aria-current={isCurrent ? "page" : undefined}>
        {view.name}
      </Link>
      <span className={styles["viewActions"]} data-print="no">
        <Button kind="quiet" aria-label={text.copyOf(view.name)} onPress={() => void copy()}>
          {text.copy}
        </Button>
        <Button
          kind="quiet"
          aria-label={text.renameOf(view.name)}
          onPress={() => setRenaming(view.name)}
        >
          {text.rename}
        </Button>
        <Button kind="quiet" aria-label={text.removeOf(view.name)} onPress={onRemove}>
          {text.remove}
        </Button>
      </span>
    </li>
  );
}
