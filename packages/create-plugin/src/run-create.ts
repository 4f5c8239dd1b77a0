// The command from its words to its exit code: ask what is not said, check, write, say what comes next.
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import { parseWords, type Words, wrongUse } from "./parse-words.ts";
import { nextSteps, planPlugin } from "./plan-plugin.ts";
import type { Templates } from "./templates/template.ts";
import { usage } from "./usage.ts";
import { wishProblem } from "./wish-problems.ts";
import { complete, type Kind, type Wishes } from "./wishes.ts";
import { refuseFull, writeFolder } from "./write-folder.ts";

/** Prints; resolves to the exit code. */
export async function runCreate(words: readonly string[]): Promise<number> {
  try {
    const parsed = parseWords(words);
    if (parsed.wants === "help") process.stdout.write(usage);
    else if (parsed.wants === "version") process.stdout.write(`${await ownVersion()}\n`);
    else await create(parsed);
    return 0;
  } catch (error) {
    if (!MayrosError.isInstance(error)) throw error;
    const hint = error.hint === undefined ? "" : `  ${error.hint}\n`;
    process.stderr.write(`error: ${error.message}\n${hint}`);
    return error.exitCode;
  }
}

async function create(words: Words): Promise<void> {
  const templates = await readTemplates();
  const wishes = await completeWishes(words, templates);
  const problem = wishProblem(wishes, templates.shipped);
  if (problem !== undefined) throw wrongUse(problem);
  await refuseFull(wishes.folder);
  const files = planPlugin(wishes, templates, new Date());
  await writeFolder(wishes.folder, files);
  const next = nextSteps(wishes, shellWord(relative("", wishes.folder) || "."));
  if (words.json) {
    process.stdout.write(
      `${JSON.stringify({ ...wishes, files: Object.keys(files), next }, null, 2)}\n`,
    );
    return;
  }
  const list = Object.keys(files)
    .sort()
    .map((path) => `  ${path}\n`);
  process.stdout.write(`${wishes.folder}\n${list.join("")}\nNext:\n`);
  for (const command of next) process.stdout.write(`  ${command}\n`);
}

async function completeWishes({ wishes, yes, json }: Words, { shipped }: Templates) {
  const canAsk = process.stdin.isTTY && process.stderr.isTTY && !yes && !json;
  if (canAsk) {
    const { askWishes } = await import("./ask-wishes.ts");
    const asked = await askWishes(wishes, shipped);
    return complete(asked, asked.kind);
  }
  return complete(wishes, requireKind(wishes, yes));
}

/** Nobody can be asked: what would be asked for has to be said, or left to the defaults. */
function requireKind({ kind, folder, baseUrl }: Wishes, yes: boolean): Kind {
  if (kind === undefined) throw wrongUse("say which kind: --data or --login");
  if (!yes && folder === undefined) throw wrongUse("say which folder, or --yes for ./acme");
  if (!yes && baseUrl === undefined) {
    throw wrongUse("say where the API is, --base-url <url>, or --yes for an address of nobody");
  }
  return kind;
}

async function readTemplates(): Promise<Templates> {
  const path = new URL("./templates.json", import.meta.url);
  return JSON.parse(await readFile(path, "utf8")) as Templates;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
