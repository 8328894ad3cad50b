import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ErrorComponentProps,
} from "@tanstack/react-router";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./frame/NotFound.tsx";
import { OnlyFor } from "./OnlyFor.tsx";
import type { Page } from "./page.ts";
import { pages } from "./pages.ts";
import { parseSearch, stringifySearch } from "./search.ts";

function PageError({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} />;
}

function routesOf(page: Page) {
  const Content = lazyRouteComponent(page.load);
  return createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: () => (
      <OnlyFor roles={page.roles}>
        <Content />
      </OnlyFor>
    ),
    loader: () => Content.preload?.(),
  });
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/overview", replace: true });
  },
});

/** The addresses of the pages. */
export function newRouter() {
  return createRouter({
    routeTree: root.addChildren([home, ...pages.map(routesOf)]),
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });
}
