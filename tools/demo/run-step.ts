// One step of the demo: the command line and its output as a person would see them, then a check of
// what they were told.
import { spawn } from "node:child_process";
import { join } from "node:path";

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
  const line = `$ ${variables.join("")}mayros ${step.command}`;
  console.log(`\n${number} ${step.says}\n${line}`);
  const { code, output } = await runMayros(splitWords(step.command), { ...env, ...step.env });
  const problems = step.shows
    .filter((text) => !output.includes(text))
    .map((text) => `the output lacks "${text}"`);
  const expected = step.exits ?? 0;
  if (code !== expected) problems.push(`exit code ${code} instead of ${expected}`);
  for (const problem of problems) console.log(`  NOT AS SAID: ${problem}`);
  return { transcript: `${line}\n${output}`, problems };
}

function splitWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** Output goes to the terminal as it comes, so that streaming is seen. */
function runMayros(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], {
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const show = (bytes: Buffer): void => {
      output += bytes.toString();
      process.stdout.write(bytes);
    };
    child.stdout.on("data", show);
    child.stderr.on("data", show);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
