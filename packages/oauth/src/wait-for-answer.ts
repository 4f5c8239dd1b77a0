// Shows where to log in and waits for what comes back: from the browser, or from a person who pastes it, within a time.
import { type LoginContext, MayrosError } from "@mayros/core";
import { askForRedirect } from "./ask-for-redirect.ts";
import type { PortProblem } from "./bind-loopback.ts";
import type { CallbackListener } from "./callback-listener.ts";
import { abortReason } from "./login-errors.ts";

/** Undefined where the browser ends at a page of the vendor, which shows what to paste. */
export type WayBack = CallbackListener | PortProblem | undefined;

export const isListener = (it: WayBack): it is CallbackListener => typeof it === "object";

export interface Waiting {
  /** The login page. */
  readonly url: string;
  readonly redirectUri: string;
  readonly listener: WayBack;
  /** ms, by `context.clock`. */
  readonly waitFor: number;
  /** Names what is wrong with an answer, for the person to read. */
  readonly problemOf: (parameters: URLSearchParams) => string | undefined;
}

/** The first answer without a problem, whichever way it comes. */
export async function waitForAnswer(
  context: LoginContext,
  { url, redirectUri, listener, waitFor, problemOf }: Waiting,
): Promise<URLSearchParams> {
  const { ui, clock, signal } = context;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  if (signal.aborted) throw abortReason(signal);
  if (typeof listener === "string") ui.note(portNote(listener, redirectUri));
  ui.authorization({
    url,
    expiresAt: clock.now() + waitFor,
    ...(isListener(listener) ? { redirectPort: listener.port } : {}),
  });
  // The link is shown: a browser that does not open is no failure.
  if (!context.remote) context.openUrl(url).catch(() => false);
  const pasted = askForRedirect(context, {
    message:
      isListener(listener) && !context.remote
        ? "Or paste the address that the browser ended at"
        : "Paste the address that the browser ended at",
    placeholder: `${redirectUri}?code=...&state=...`,
    signal: either,
    problemOf,
  });
  const late = clock.sleep(waitFor, either);
  try {
    return await Promise.race([
      ...(isListener(listener) ? [listener.answer] : []),
      pasted.then((parameters) => parameters ?? nobodyPastes(listener, redirectUri)),
      late.then(() => Promise.reject(tooLate())),
      aborted(either),
    ]);
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : error;
  } finally {
    over.abort();
  }
}

/** The listener goes on alone, where there is one. */
function nobodyPastes(listener: WayBack, redirectUri: string): Promise<never> {
  if (isListener(listener)) return new Promise(() => {});
  const { host } = new URL(redirectUri);
  return Promise.reject(
    listener === undefined
      ? new MayrosError("MAYROS_USAGE", "this login ends with something to paste, and nobody can", {
          hint: "run it in a terminal",
        })
      : new MayrosError(
          "MAYROS_PORT_BUSY",
          `${host} is ${portWords[listener]}, and nobody can paste`,
          {
            hint: "end the program that listens there, or run the login in a terminal",
          },
        ),
  );
}

const portWords: Record<PortProblem, string> = {
  busy: "in use by another program",
  reserved: "kept by the system",
  missing: "not there on this machine",
};

function portNote(problem: PortProblem, redirectUri: string): string {
  const { host } = new URL(redirectUri);
  return `${host}, where the browser comes back to, is ${portWords[problem]}. Log in all the same: the browser ends at a page that it can't load, or that is not ours. Paste the address of that page here.`;
}

function tooLate(): MayrosError {
  return new MayrosError("MAYROS_TIMEOUT", "nobody logged in in time", {
    hint: "mayros models auth login",
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(abortReason(signal));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
