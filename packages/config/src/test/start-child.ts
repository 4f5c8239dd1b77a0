// Starts `edit-config-child.ts` and holds it until it is told to go.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface EditingChild {
  readonly process: ChildProcess;
  /** Lets it edit; gives its output without the first line, and its standard error. */
  go(): Promise<{ output: string; errors: string }>;
}

export interface ChildOptions {
  /** A command to run it with; the child's own command line is put behind. */
  within?: string[];
  forever?: boolean;
}

/** Resolves once the child has loaded everything and waits. */
export async function startChild(
  locations: object,
  edits: { path: string[]; value: unknown }[],
  { within = [], forever }: ChildOptions = {},
): Promise<EditingChild> {
  const script = join(import.meta.dirname, "edit-config-child.ts");
  const task = JSON.stringify({ locations, edits, forever });
  const node = [process.execPath, "--conditions=@mayros/source", script, task];
  const [command = "", ...parameters] = [...within, ...node];
  const child = spawn(command, parameters);
  const output = text(child.stdout);
  const errors = text(child.stderr);
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return {
    process: child,
    go: async () => {
      child.stdin.end();
      return { output: (await output).replace(/^ready\n/, ""), errors: await errors };
    },
  };
}
