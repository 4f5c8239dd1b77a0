// One login from a command: the person or program is asked, Ctrl-C ends it, and what came of it is said.
import type { Environment } from "@mayros/core";
import type { LoginOptions, LoginResult, Mayros } from "@mayros/sdk";
import { untilInterrupted } from "../run/until-interrupted.ts";
import { printError } from "../ui/print-error.ts";
import { writeJsonLine } from "../ui/write-output.ts";
import type { GivenLoginOptions } from "./login-options.ts";
import { openLoginUi } from "./login-ui.ts";
import { printLogin } from "./print-login.ts";

export interface LoginCommand {
  readonly mayros: Mayros;
  readonly env: Environment;
  readonly json: boolean;
  readonly given: GivenLoginOptions;
  readonly provider: string;
  readonly method?: string | undefined;
}

/** Resolves to the exit code. With `json` everything is a line, errors too. */
export async function logIn({
  mayros,
  env,
  json,
  given,
  provider,
  method,
}: LoginCommand): Promise<number> {
  try {
    const wish: LoginWish = {
      provider,
      method,
      profileId: given["profile-id"],
      force: given.force,
      setDefault: given["set-default"],
      acceptTerms: given["accept-terms"],
    };
    const result = await runLogin(mayros, wish, {
      env,
      json,
      noBrowser: given["no-browser"] ?? false,
    });
    if (json) writeJsonLine({ type: "login", ...result });
    else printLogin(result);
    return 0;
  } catch (error) {
    if (!json) throw error;
    return printError(error, json, writeJsonLine);
  }
}

export type LoginWish = Omit<LoginOptions, "interactive" | "openUrl" | "remote" | "signal" | "ui">;

export async function runLogin(
  mayros: Mayros,
  wish: LoginWish,
  how: Parameters<typeof openLoginUi>[0],
): Promise<LoginResult> {
  const { ui, ...opened } = await openLoginUi(how);
  try {
    return await untilInterrupted(
      (signal) => mayros.auth.login({ ...wish, ...opened, ui, signal }),
      mayros,
    );
  } finally {
    ui.close();
  }
}
