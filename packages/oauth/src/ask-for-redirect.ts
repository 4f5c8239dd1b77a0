// The other way back: a person pastes the address that their browser ended at.
import { type LoginContext, MayrosError } from "@mayros/core";
import { parsePastedRedirect } from "./parse-pasted-redirect.ts";

const attempts = 20;

/**
 * Asks until something without a problem is pasted. Undefined when nobody can paste: no terminal, or nothing but
 * nonsense. Rejects with MAYROS_ABORTED when the person stops.
 */
export async function askForRedirect(
  { ui }: Pick<LoginContext, "ui">,
  question: {
    readonly message: string;
    readonly placeholder: string;
    readonly signal: AbortSignal;
    readonly problemOf: (parameters: URLSearchParams) => string | undefined;
  },
): Promise<URLSearchParams | undefined> {
  const { problemOf, ...asked } = question;
  for (let left = attempts; left > 0; left -= 1) {
    let text: string;
    try {
      text = await ui.text(asked);
    } catch (error) {
      if (MayrosError.isInstance(error) && error.code === "MAYROS_ABORTED") throw error;
      return undefined;
    }
    const pasted = parsePastedRedirect(text);
    const problem = pasted.kind === "answer" ? problemOf(pasted.parameters) : undefined;
    if (pasted.kind === "answer" && problem === undefined) return pasted.parameters;
    if (asked.signal.aborted) return undefined;
    ui.note(
      problem === undefined ? refusals[pasted.kind] : `That can't end this login: ${problem}.`,
    );
  }
  return undefined;
}

const whole = "Paste the whole address that the browser ended at, with code= and state= in it";
const refusals = {
  answer: whole,
  "bare-code": `A code alone is not enough. ${whole}, or code#state.`,
  "login-page": `That is the address of the login page. Log in there first. ${whole}.`,
  unreadable: `That is no answer of a login page. ${whole}.`,
};
