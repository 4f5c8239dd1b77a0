// A browser login that waits for its answer, and what one needs to give it a right or a wrong one.
import type { LoginContext } from "@mayros/core";
import {
  type AuthorizationServer,
  type LoginStage,
  type LoginStageOptions,
  loginStage,
} from "@mayros/plugin-testkit";
import { type BrowserLoginOptions, browserLogin, type TokenResponse } from "../src/index.ts";

export interface PendingLogin {
  /** Settles with the login; unhandled rejections are kept from the runner. */
  readonly tokens: Promise<TokenResponse>;
  readonly stage: LoginStage;
  readonly port: number;
  readonly state: string;
  /** Asks the server for a code, as the browser does: path and query of the right answer. */
  readonly answer: () => Promise<string>;
}

export async function pendingLogin(
  server: AuthorizationServer,
  options: Partial<LoginStageOptions> & Partial<LoginContext> = {},
  how: BrowserLoginOptions = {},
): Promise<PendingLogin> {
  const shown = Promise.withResolvers<{ url: string; port: number }>();
  const stage = loginStage({
    oauth: server.oauth,
    onPrompt: ({ url, redirectPort = 0 }) => shown.resolve({ url, port: redirectPort }),
    ...options,
  });
  const tokens = browserLogin(stage.context, how);
  tokens.catch((error: unknown) => shown.reject(error));
  const { url, port } = await shown.promise;
  return {
    tokens,
    stage,
    port,
    state: new URL(url).searchParams.get("state") ?? "",
    async answer() {
      const page = await fetch(url, { redirect: "manual" });
      const location = new URL(page.headers.get("location") ?? "");
      return location.pathname + location.search;
    },
  };
}
