// A login that a test watches while it goes: the lines that it prints, answers on its stdin, and its end.
import type { ChildProcess } from "node:child_process";
import type { MayrosHome, MayrosRun } from "./run-mayros.ts";

export interface LoginEvent {
  readonly type: string;
  readonly url?: string;
  readonly userCode?: string;
  readonly completeUrl?: string;
  readonly redirectPort?: number;
  readonly message?: string;
  readonly profileId?: string;
}

export interface RunningLogin {
  /** The next event of this type that was not asked for yet. */
  event(type: string): Promise<LoginEvent>;
  /** Waits until this is on stderr. */
  said(text: string): Promise<void>;
  /** A line on its stdin. */
  answer(line: string): void;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<MayrosRun>;
}

/** `words` come after `mayros`. */
export function startLogin(
  home: MayrosHome,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningLogin {
  let stdout = "";
  let stderr = "";
  let child: ChildProcess | undefined;
  const asked = new Map<string, number>();
  const waiting = new Set<() => void>();
  const ended = home.run(words, {
    env,
    keepOpen: true,
    onStart(started) {
      child = started;
      const listen = (add: (text: string) => void) => (bytes: Buffer) => {
        add(bytes.toString());
        for (const look of waiting) look();
      };
      started.stdout?.on(
        "data",
        listen((text) => {
          stdout += text;
        }),
      );
      started.stderr?.on(
        "data",
        listen((text) => {
          stderr += text;
        }),
      );
    },
  });
  const until = <Found>(what: string, find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      ended.then((run) => {
        look();
        reject(new Error(`ended with ${run.code} and without ${what}:\n${stdout}${stderr}`));
      }, reject);
    });
  return {
    event(type) {
      const count = asked.get(type) ?? 0;
      asked.set(type, count + 1);
      return until(`the event ${type}`, () => eventsOf(stdout, type)[count]);
    },
    said: async (text) => {
      await until(`"${text}"`, () => stderr.includes(text) || undefined);
    },
    answer: (line) => void child?.stdin?.write(`${line}\n`),
    signal: (name) => void child?.kill(name),
    ended,
  };
}

function eventsOf(stdout: string, type: string): LoginEvent[] {
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LoginEvent)
    .filter((event) => event.type === type);
}

/** What a browser does: follows redirects, from the login page to this machine. Returns the page that it ends at. */
export async function browse(url = ""): Promise<string> {
  const response = await fetch(url);
  return response.text();
}

/** Where the login page would send the browser, which can't get there. */
export async function addressAfterLogin(url = ""): Promise<string> {
  const response = await fetch(url, { redirect: "manual" });
  return response.headers.get("location") ?? "";
}
