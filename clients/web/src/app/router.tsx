import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  useRouter,
  type ErrorComponentProps,
} from "@tanstack/react-router";
import { NoServer } from "@/api/problem.ts";
import { useSession } from "@/session/SessionGate.tsx";
import { atOnce } from "@/ui/atOnce.tsx";
import { Loading } from "@/ui/states/Loading.tsx";
import { ErrorState } from "@/ui/states/ProblemState.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./frame/NotFound.tsx";
import { OnlyFor } from "./OnlyFor.tsx";
import type { Page } from "./page.ts";
import { pages } from "./pages.ts";
import { parseSearch, stringifySearch } from "./search.ts";

function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const onRetry = error instanceof MissingCode ? reloadIfServed : retry;
  return <ErrorState error={error} onRetry={onRetry} isPage />;
}

/** A page's code could not be had: the server is away, or has newer pages than this one. */
class MissingCode extends NoServer {
  override readonly name = "MissingCode";
}

// Mends the case of newer pages; in the other it would leave nothing on the screen.
function reloadIfServed(): void {
  fetch("/healthz").then(
    () => location.reload(),
    () => undefined,
  );
}

function routesOf(page: Page) {
  // The loader has loaded the code before this is shown. (The router's own helper would reload the
  // page when it cannot.)
  const { Content, load } = atOnce(page.load);
  return createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: () => (
      <OnlyFor roles={page.roles}>
        <Content />
      </OnlyFor>
    ),
    loader: async () => {
      await load().catch((error: unknown) => {
        throw new MissingCode(page.path, { cause: error });
      });
    },
  });
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

/** Leads to the overview, or those who only run the server to what they run. */
function Home() {
  const { roles } = useSession();
  const own = pages.filter((page) => page.roles?.some((role) => roles.includes(role)) ?? true);
  const overview = own.find((page) => page.path === "/overview");
  const run = own.find((page) => page.navigation?.group === "run");
  return <Navigate to={(overview ?? run)?.path ?? "/overview"} replace />;
}

const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });

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
