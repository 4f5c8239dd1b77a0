// One step of the demo: the command line and its output as a person would see them, then a check of
// what they were told.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { visit } from "@mayros/plugin-testkit";

export interface DemoStep {
  readonly says: string;
  /** What follows `mayros`; double quotes group words. */
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Expected exit code; default 0. */
  readonly exits?: number;
  /** Stands in the README's picture. */
  readonly pictured?: boolean;
  /** Texts that the output has. */
  readonly shows: readonly string[];
  /** The line of the output that ends with a page which a person would open now. */
  readonly opens?: RegExp;
  /** Run so many times at the same time; the output of the first is shown. */
  readonly times?: number;
  /** ms to wait before it. */
  readonly waits?: number;
  /** What else is not as said. */
  readonly check?: () => string | undefined;
}

const main = join(import.meta.dirname, "../../apps/cli/dist/main.js");

export interface StepResult {
  /** The command line and its output. */
  readonly transcript: string;
  /** What was not as said. */
  readonly problems: readonly string[];
}

/** Runs a step and prints it. */
export async function runStep(
  number: string,
  step: DemoStep,
  env: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const variables = Object.entries(step.env ?? {}).map(([name, value]) => `${name}=${value} `);
  const { times = 1 } = step;
  const line = `$ ${variables.join("")}mayros ${step.command}${times > 1 ? `   # ${times} times at once` : ""}`;
  console.log(`\n${number} ${step.says}\n${line}`);
  if (step.waits !== undefined) await sleep(step.waits);
  const runs = await Promise.all(
    Array.from({ length: times }, (_, index) => runMayros(step, env, index === 0)),
  );
  const problems = runs.flatMap((run) => problemsOf(run, step));
  const wrong = step.check?.();
  if (wrong !== undefined) problems.push(wrong);
  for (const problem of problems) console.log(`  NOT AS SAID: ${problem}`);
  return { transcript: `${line}\n${runs[0]?.output ?? ""}`, problems };
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function problemsOf({ code, output }: Run, step: DemoStep): string[] {
  const problems = step.shows
    .filter((text) => !output.includes(text))
    .map((text) => `the output lacks "${text}"`);
  const expected = step.exits ?? 0;
  if (code !== expected) problems.push(`exit code ${code} instead of ${expected}`);
  return problems;
}

function splitWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** Output goes to the terminal as it comes, so that streaming is seen. */
function runMayros(
  { command, env: own, opens }: DemoStep,
  env: Readonly<Record<string, string>>,
  shown: boolean,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...splitWords(command)], {
      env: { PATH: process.env.PATH ?? "", ...env, ...own },
      // A login asks whether an address is pasted, and goes on when nobody does.
      stdio: [opens === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    let output = "";
    let opened = false;
    const show = (bytes: Buffer): void => {
      output += bytes.toString();
      if (shown) process.stdout.write(bytes);
      const page = opens?.exec(output)?.[1];
      if (page === undefined || opened) return;
      opened = true;
      visit(page).catch(reject);
    };
    child.stdout?.on("data", show);
    child.stderr?.on("data", show);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
