// A login at a terminal: link, code and QR code, a countdown while the person is at the browser, and questions.
import { type AuthorizationPrompt, MayrosError } from "@mayros/core";
import { length } from "../ui/describe-health.ts";
import { oneLine, textWidth } from "../ui/terminal.ts";
import { wrapText } from "../ui/wrap-text.ts";
import { writeError } from "../ui/write-output.ts";
import type { ClosableUi } from "./closable-ui.ts";
import { Countdown } from "./countdown.ts";
import { qrLines } from "./qr-lines.ts";
import { isRemote, type Place, tunnelHint } from "./surroundings.ts";

export interface TerminalUiOptions {
  readonly place: Place;
  /** user@host of this machine. */
  readonly host: string;
}

export function terminalUi({ place, host }: TerminalUiOptions): ClosableUi {
  const countdown = new Countdown();
  const questions = () => {
    countdown.stop();
    return import("../ui/prompts.ts");
  };
  return {
    authorization(prompt) {
      countdown.stop();
      for (const line of describe(prompt, place, host)) writeError(`${line}\n`);
      // Where the browser comes back there is a question at the same time, for what it might be pasted.
      if (prompt.redirectPort === undefined) countdown.start(prompt.expiresAt);
    },
    note(message) {
      countdown.pause(() => {
        for (const line of message.split("\n").flatMap((each) => wrapText(each, textWidth()))) {
          writeError(`${line}\n`);
        }
      });
    },
    async text({ message, placeholder, signal }) {
      const { askText } = await questions();
      const none = (): undefined => undefined;
      return answered(await askText(message, none, placeholder, signal), signal).trim();
    },
    async secret({ message, signal }) {
      const { askSecret } = await questions();
      return answered(await askSecret(message, signal), signal);
    },
    async select({ message, options }) {
      const { askOne } = await questions();
      const shown = options.map(({ label }, index) => ({ value: String(index), label }));
      const picked = answered(await askOne(message, shown));
      return (options[Number(picked)] ?? cancelled()).value;
    },
    async confirm({ message }) {
      const { askYesNo } = await questions();
      return answered(await askYesNo(message, false));
    },
    close: () => countdown.stop(),
  };
}

function describe(
  { url, userCode, completeUrl, expiresAt, redirectPort }: AuthorizationPrompt,
  place: Place,
  host: string,
): string[] {
  const remote = isRemote(place);
  // One that comes back to this machine is of no use on a telephone.
  const qr = remote && redirectPort === undefined ? qrLines(completeUrl ?? url) : [];
  const tunnel = redirectPort === undefined ? [] : tunnelHint(place, redirectPort, host);
  // Without a countdown beside it.
  const isAsked = redirectPort !== undefined && expiresAt !== undefined;
  return [
    "",
    "Open this page in your browser:",
    // A link is never wrapped: it is to be clicked or copied.
    `  ${oneLine(url)}`,
    ...(userCode === undefined ? [] : ["and enter the code", `  ${oneLine(userCode)}`]),
    ...(completeUrl === undefined
      ? []
      : ["or open it with the code filled in:", `  ${oneLine(completeUrl)}`]),
    ...(isAsked ? ["", `The link is good for ${length(expiresAt - Date.now())}.`] : []),
    ...(tunnel.length === 0 ? [] : ["", ...tunnel]),
    ...qr,
    "",
  ];
}

/** Throws the reason of the signal that took the question back, and MAYROS_ABORTED when they cancelled. */
function answered<Answer>(answer: Answer | undefined, signal?: AbortSignal): Answer {
  if (answer !== undefined) return answer;
  signal?.throwIfAborted();
  return cancelled();
}

function cancelled(): never {
  throw new MayrosError("MAYROS_ABORTED", "cancelled: nothing was stored");
}
