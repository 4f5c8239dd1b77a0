// Reads a secret from a program, such as a password manager's: started without a shell, with few variables, little
// time and little to say. What it writes to stderr is thrown away: it may be the secret.
import { spawn } from "node:child_process";
import { childEnvironment, type Environment, shellWord } from "@mayros/core";
import { decode, MOST_BYTES, withoutLineEnd } from "./read-file-secret.ts";
import type { SecretProblem } from "./secret-unavailable.ts";
import { distrustFile } from "./trusted-file.ts";

export interface ExecSecret {
  /** Absolute path. */
  readonly command: string;
  readonly args: readonly string[];
  /** Takes the place of `{id}` among them, else it is put at the end. */
  readonly id: string;
  /** Names of variables that the program gets beside those that every program needs. */
  readonly passed: readonly string[];
  readonly env: Environment;
  /** ms */
  readonly patience: number;
  readonly uid: number | undefined;
}

const PLACE = "{id}";

export async function runExecSecret(secret: ExecSecret): Promise<string | SecretProblem> {
  const { command, passed, env, patience, uid } = secret;
  const problem = distrustFile({ path: command, kind: "program", uid });
  if (problem) return problem;
  const args = argumentsOf(secret);
  // By hand, so that its own messages are seen.
  const hint = [command, ...args].map(shellWord).join(" ");
  const outcome = await run(command, args, childEnvironment(env, passed), patience);
  if (typeof outcome === "string") return { what: `${command} ${outcome}`, hint };
  const text = decode(outcome, `what ${command} printed`);
  if (typeof text !== "string") return { ...text, hint };
  const value = withoutLineEnd(text);
  return value === "" ? { what: `${command} printed nothing`, hint } : value;
}

function argumentsOf({ args, id }: ExecSecret): string[] {
  if (!args.includes(PLACE)) return [...args, id];
  return args.map((each) => (each === PLACE ? id : each));
}

/** What it printed, or what went wrong. */
function run(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  patience: number,
): Promise<Uint8Array | string> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "ignore"], shell: false });
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (outcome: Uint8Array | string): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      // What the program started may live on and hold the other end.
      child.stdout.destroy();
      resolve(outcome);
    };
    const seconds = patience / 1000;
    const timer = setTimeout(() => end(`was not done after ${seconds} s`), patience);
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_BYTES) end("printed more than 1 MiB");
      else chunks.push(chunk);
    });
    child.stdout.on("error", () => {});
    child.on("error", (error: NodeJS.ErrnoException) => {
      end(`can't be started (${error.code ?? "unknown reason"})`);
    });
    child.on("close", (code, signal) => {
      if (code === 0) end(Buffer.concat(chunks));
      else end(signal === null ? `ended with ${code}` : `was ended by ${signal}`);
    });
  });
}
