import { lazy, useState, type ComponentType } from "react";

/** What a file exports by default, and a way to load it. */
export interface AtOnce<Props extends object> {
  readonly Content: ComponentType<Props>;
  readonly load: () => Promise<unknown>;
}

/**
 * As React's `lazy`, but what was loaded before is shown at once. `lazy` would wait even then: what
 * stands in for it would be drawn, and stay for 300 ms.
 */
export function atOnce<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): AtOnce<Props> {
  let loaded: ComponentType<Props> | undefined;
  const noting = async () => {
    const module = await load();
    loaded = module.default;
    return module;
  };
  const Later = lazy(noting);
  function Content(props: Props) {
    // The same for as long as it is shown, whatever is loaded meanwhile.
    const [Shown] = useState(() => loaded ?? (Later as ComponentType<Props>));
    return <Shown {...props} />;
  }
  return { Content, load: noting };
}
