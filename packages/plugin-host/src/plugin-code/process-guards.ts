// Keeps the process alive when code of a stranger's plugin wants to end it, or throws where nobody catches: from the
// moment on that the first such code is loaded. What is not a plugin's goes the way it went before: to the handlers of
// the program, or to Node, which prints it and exits. That is why `process.emit` is wrapped and no listener is added:
// Node asks whether anybody listens, and a listener of ours would be an answer.
import { AsyncLocalStorage } from "node:async_hooks";
import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { MayrosError, redactSecrets } from "@mayros/core";
import { blame, type CodeOwner } from "./blame.ts";
import { plainLine } from "./plain-line.ts";

/** A plugin whose code is loaded in this process. */
export interface GuardedPlugin extends CodeOwner {
  readonly id: string;
  /** What it was told that must not be shown. */
  readonly secrets: Set<string>;
  /** What it did, the first time; nothing of it is run any more. */
  fault?: string;
  /** Told once. Must not throw. */
  onFault(message: string): void;
}

// The process is one, and so is what is wrapped in it, however many objects createMayros() made.
const guarded = new Map<string, GuardedPlugin>();
const running = new AsyncLocalStorage<GuardedPlugin>();
let installed = false;

/** Of this process, by the folder of its code; the first that was loaded from there. */
export function guard(plugin: GuardedPlugin): GuardedPlugin {
  const known = guarded.get(plugin.own);
  if (known) return known;
  guarded.set(plugin.own, plugin);
  if (!installed) {
    installed = true;
    guardExits();
    guardErrors();
  }
  return plugin;
}

/** What begins in `work` is known to be the plugin's: its timers, and promises that nobody waits for. */
export function runGuarded<Result>(plugin: GuardedPlugin, work: () => Result): Result {
  return running.run(plugin, work);
}

function guardExits(): void {
  const own = process as NodeJS.Process & { reallyExit(code?: number): never };
  const kill = own.kill.bind(own);
  const wrap =
    <Args extends unknown[], Result>(name: string, original: (...args: Args) => Result) =>
    (...args: Args): Result => {
      refuseToPlugins(name);
      return original(...args);
    };
  Object.assign(process, {
    exit: wrap("process.exit", own.exit.bind(own)),
    reallyExit: wrap("process.reallyExit", own.reallyExit.bind(own)),
    abort: wrap("process.abort", own.abort.bind(own)),
    kill(pid: number, signal?: string | number) {
      // Zero and below are groups: this process is in one of them.
      if (signal !== 0 && (pid === process.pid || pid <= 0)) refuseToPlugins("process.kill");
      return kill(pid, signal);
    },
  });
}

/** Throws in the plugin that called. */
function refuseToPlugins(name: string): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const { stack = "" } = new Error("for its stack");
  Error.stackTraceLimit = limit;
  const plugin = ownerOf(stack);
  if (plugin)
    throw new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the plugin ${plugin.id} called ${name}, which would end this program`,
      { hint: "mayros plugins doctor", details: { plugin: plugin.id } },
    );
}

function guardErrors(): void {
  const emit = process.emit.bind(process) as (
    event: string | symbol,
    ...args: unknown[]
  ) => boolean;
  process.emit = ((event: string | symbol, ...args: unknown[]): boolean => {
    const isFatal = event === "uncaughtException" || event === "unhandledRejection";
    if (isFatal && isContained(args[0])) return true;
    return emit(event, ...args);
  }) as typeof process.emit;
}

/** Whether it was a plugin's, which is no longer asked then. */
function isContained(error: unknown): boolean {
  try {
    const plugin = ownerOf(stackOf(error));
    if (!plugin) return false;
    if (plugin.fault === undefined) {
      plugin.fault = plainLine(redactSecrets(messageOf(error), [...plugin.secrets]));
      plugin.onFault(plugin.fault);
    }
    return true;
  } catch {
    return false;
  }
}

function ownerOf(stack: string): GuardedPlugin | undefined {
  return blame(stack, {
    owners: guarded.values(),
    running: running.getStore(),
    neutral,
    main: mainFile(),
  });
}

/** An object of somebody else may answer anything, or throw. */
function stackOf(error: unknown): string {
  const { stack } = (typeof error === "object" && error !== null ? error : {}) as {
    stack?: unknown;
  };
  return typeof stack === "string" ? stack : "";
}

function messageOf(error: unknown): string {
  const { message = error } = (typeof error === "object" && error !== null ? error : {}) as {
    message?: unknown;
  };
  try {
    return String(message);
  } catch {
    return "something that is no error";
  }
}

const here = import.meta.dirname;
/** All that was bundled into one folder, or the sources of all packages. */
const neutral = [basename(here) === "plugin-code" ? join(here, "../../..") : here];

function mainFile(): string | undefined {
  const [, main] = process.argv;
  try {
    // The command is neutral like the rest of Mayros.
    return main === undefined || dirname(realpathSync(main)) === here
      ? undefined
      : realpathSync(main);
  } catch {
    return undefined;
  }
}
