// How a login speaks with whoever started it: a person at a terminal, or a program.
import { hostname, userInfo } from "node:os";
import type { Environment } from "@mayros/core";
import type { LoginOptions } from "@mayros/sdk";
import { canAsk } from "../ui/terminal.ts";
import type { ClosableUi } from "./closable-ui.ts";
import { startBrowser } from "./start-browser.ts";
import { findPlace, isRemote, surroundings } from "./surroundings.ts";

export interface LoginUiOptions {
  readonly env: Environment;
  readonly json: boolean;
  /** `--no-browser`. */
  readonly noBrowser: boolean;
}

export interface OpenedUi extends Pick<LoginOptions, "interactive" | "openUrl" | "remote"> {
  readonly ui: ClosableUi;
}

export async function openLoginUi({ env, json, noBrowser }: LoginUiOptions): Promise<OpenedUi> {
  const place = findPlace(surroundings(env));
  const remote = isRemote(place);
  const interactive = canAsk() && !json;
  const host = `${userName()}@${hostname()}`;
  const ui = interactive
    ? (await import("./terminal-ui.ts")).terminalUi({ place, host })
    : (await import("./line-ui.ts")).lineUi({ json, place, host });
  const openUrl = (url: string): Promise<boolean> => startBrowser(url, env);
  return { ui, interactive, remote, ...(noBrowser || remote ? {} : { openUrl }) };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "you"; // an id without a name, as containers have
  }
}
