// The context of a login with a person who is played by the test: what was shown and opened is kept, questions are
// answered by functions.
import {
  type AuthorizationPrompt,
  type LoginContext,
  type LoginQuestion,
  type LoginUi,
  MayrosError,
  type OAuthSettings,
} from "@mayros/core";
import { realClock } from "./fast-clock.ts";

export interface LoginStageOptions extends Partial<Omit<LoginContext, "ui">> {
  readonly oauth: OAuthSettings;
  /** Answers `ui.text` and `ui.secret`; default: nobody is there, and the question waits until it is taken back. */
  readonly answer?: (question: LoginQuestion) => Promise<string> | string;
  /** Answers `ui.select` by the value's label; default the first. */
  readonly choose?: (labels: readonly string[]) => string;
  /** Answers `ui.confirm`; default yes. */
  readonly agrees?: boolean;
  /** Called with what is shown: to open `url` as a browser would. */
  readonly onPrompt?: (prompt: AuthorizationPrompt) => void;
}

export interface LoginStage {
  readonly context: LoginContext;
  readonly prompts: readonly AuthorizationPrompt[];
  readonly questions: readonly string[];
  readonly notes: readonly string[];
  readonly opened: readonly string[];
  readonly logged: readonly string[];
}

/** Only `oauth` has to be given: the network is the real one, the clock too, and no browser opens. */
export function loginStage(options: LoginStageOptions): LoginStage {
  const kept = {
    prompts: [] as AuthorizationPrompt[],
    questions: [] as string[],
    notes: [] as string[],
    opened: [] as string[],
    logged: [] as string[],
  };
  const { answer = waitForever, choose, agrees = true, onPrompt, ...given } = options;
  const ask = (question: LoginQuestion): Promise<string> => {
    kept.questions.push(question.message);
    return untilTakenBack(question, answer);
  };
  const ui: LoginUi = {
    authorization(prompt) {
      kept.prompts.push(prompt);
      onPrompt?.(prompt);
    },
    text: ask,
    secret: ask,
    select: ({ options: offered }) => {
      const label = choose?.(offered.map((each) => each.label));
      const chosen = offered.find((each) => each.label === label) ?? offered[0];
      return chosen
        ? Promise.resolve(chosen.value)
        : Promise.reject(new Error("nothing to select"));
    },
    confirm: () => Promise.resolve(agrees),
    note: (message) => {
      kept.notes.push(message);
    },
  };
  const context: LoginContext = {
    fetch: (input, init) => fetch(input, init),
    env: {},
    files: {
      read: (path) => Promise.reject(new Error(`no file ${path} on this stage`)),
      which: () => Promise.resolve(undefined),
    },
    clock: realClock,
    signal: new AbortController().signal,
    log: (message) => {
      kept.logged.push(message);
    },
    config: {},
    remote: false,
    openUrl: (url) => {
      kept.opened.push(url);
      return Promise.resolve(false);
    },
    ...given,
    ui,
  };
  return { context, ...kept };
}

const waitForever = (): Promise<string> => new Promise(() => {});

/** As `LoginUi` has it: rejects with the reason of the question's signal. */
function untilTakenBack(
  question: LoginQuestion,
  answer: (question: LoginQuestion) => Promise<string> | string,
): Promise<string> {
  const { signal } = question;
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal?.reason ?? new MayrosError("MAYROS_ABORTED", "stopped"));
    if (signal?.aborted) {
      end();
      return;
    }
    signal?.addEventListener("abort", end, { once: true });
    Promise.resolve(question).then(answer).then(resolve, reject);
  });
}
