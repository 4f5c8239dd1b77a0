// A login without a terminal: what there is to see is printed as lines, answers are read from stdin. With `json` the
// lines are events for a program, on stdout.
import type { AuthorizationPrompt, LoginUi } from "@mayros/core";
import { MayrosError } from "@mayros/core";
import { length } from "../ui/describe-health.ts";
import { oneLine } from "../ui/terminal.ts";
import { writeError, writeJsonLine } from "../ui/write-output.ts";
import type { ClosableUi } from "./closable-ui.ts";
import { InputLines } from "./input-lines.ts";
import { type Place, tunnelHint } from "./surroundings.ts";

export interface LineUiOptions {
  readonly json: boolean;
  readonly place: Place;
  /** user@host of this machine. */
  readonly host: string;
}

export function lineUi({ json, place, host }: LineUiOptions): ClosableUi {
  const input = new InputLines();
  const say = (type: string, fields: object, text: readonly string[]): void => {
    if (json) writeJsonLine({ type, ...fields });
    else for (const line of text) writeError(`${oneLine(line)}\n`);
  };
  const ask = (kind: "text" | "secret"): LoginUi["text"] => {
    return ({ message, signal }) => {
      say("question", { kind, message }, [`${message} (a line on stdin)`]);
      return input.next(message, signal);
    };
  };
  return {
    authorization: (prompt) => say("authorization", prompt, describe(prompt, place, host)),
    note: (message) => say("note", { message }, message.split("\n")),
    text: ask("text"),
    secret: ask("secret"),
    // Whoever is no person can't choose, or agree for one: the options of the command say it.
    select: ({ message }) => Promise.reject(nobody(message)),
    confirm: ({ message }) => Promise.reject(nobody(message)),
    close: () => input.close(),
  };
}

function describe(
  { url, userCode, completeUrl, expiresAt, redirectPort }: AuthorizationPrompt,
  place: Place,
  host: string,
): string[] {
  const tunnel = redirectPort === undefined ? [] : tunnelHint(place, redirectPort, host);
  return [
    `open ${url}`,
    ...(userCode === undefined ? [] : [`enter the code ${userCode}`]),
    ...(completeUrl === undefined ? [] : [`or open ${completeUrl}`]),
    ...(expiresAt === undefined ? [] : [`within ${length(expiresAt - Date.now())}`]),
    ...tunnel,
  ];
}

function nobody(question: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", `there is no terminal to ask at: ${question}`, {
    hint: "mayros models auth login --help",
  });
}
