// Starts the program that speaks with the keyring, with two limits: one for the keyring to be there at all, and one for
// its answer, which may wait for a person.
import { spawn } from "node:child_process";
import { childEnvironment, type Environment } from "@mayros/core";
import { KeyringError, type KeyringTrouble } from "./keyring.ts";
import { type KeyringRequest, keyringProgram } from "./keyring-program.ts";

export interface KeyringProcess {
  /** Path of the library. */
  readonly library: string;
  readonly env: Environment;
  readonly request: KeyringRequest;
  /** ms until the keyring has to be there. */
  readonly patience: number;
  /** ms for its answer. */
  readonly answerPatience: number;
}

type Line =
  | { readonly ready: true }
  | { readonly values: readonly (string | null)[] }
  | { readonly error: string };

/** Of the session. */
const SESSION = [
  ...["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"],
  ...["XDG_RUNTIME_DIR", "XDG_SESSION_ID", "XDG_CURRENT_DESKTOP"],
];

export function runKeyringProgram(
  wanted: KeyringProcess,
): Promise<readonly (string | undefined)[]> {
  const { library, env, request, patience, answerPatience } = wanted;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", keyringProgram, library], {
      // Programs made with Electron are no Node without it.
      env: { ...childEnvironment(env, SESSION), ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    const fail = (trouble: KeyringTrouble, message: string): void => {
      end(() => reject(new KeyringError(trouble, message)));
    };
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      child.stdout.destroy();
      settle();
    };
    const expire = (ms: number, trouble: KeyringTrouble, what: string) =>
      setTimeout(() => fail(trouble, `${what} within ${ms / 1000} s`), ms);
    let timer = expire(patience, "silent", "does not answer");
    const take = (line: Line): void => {
      if ("error" in line) fail(...troubleOf(line.error));
      else if ("values" in line) end(() => resolve(line.values.map((value) => value ?? undefined)));
      else {
        clearTimeout(timer);
        timer = expire(answerPatience, "locked", "is locked and was not unlocked");
      }
    };
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines.flatMap(lineOf)) take(line);
    });
    child.on("error", (error) => fail("failed", `can't be asked: ${error.message}`));
    child.on("close", () => fail("failed", "was not answered by its library"));
    child.stdin.on("error", () => {});
    child.stdin.end(JSON.stringify(request));
  });
}

const LOCKED = /lock|denied|not allowed|dismiss|user interaction|cancel/i;
const ABSENT =
  /cannot find|DBus error|no such|not provided|connect|unavailable|autolaunch|not supported/i;

/** The library may print lines of its own. */
function lineOf(text: string): [Line] | [] {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null ? [line as Line] : [];
  } catch {
    return [];
  }
}

/** The library says it in words alone. */
function troubleOf(said: string): [KeyringTrouble, string] {
  if (LOCKED.test(said)) return ["locked", `is locked: ${said}`];
  if (ABSENT.test(said)) return ["absent", `can't be reached: ${said}`];
  return ["failed", `failed: ${said}`];
}
