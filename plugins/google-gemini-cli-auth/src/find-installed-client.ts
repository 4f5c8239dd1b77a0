// Finds the OAuth client in the Gemini CLI that the user has installed: in its core package, or in one of the chunks of
// its bundle, which its start file leads to. Mayros has no copy of it.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/oauth2.ts (accessed 2026-11-28)
import { dirname, join } from "node:path";
import type { PluginFiles } from "@mayros/core";
import type { Client, FoundClient } from "@mayros/oauth";

/** Of files that are read: they may lead to one another. */
const LIMIT = 90;
const CORE = "@google/gemini-cli-core/dist/src/code_assist/oauth2.js";
const STARTS = ["@google/gemini-cli/bundle/gemini.js", "@google/gemini-cli/dist/index.js"];

/** `place`: the file that it was in the last time. The bundle has 16 MB, which need not be read for each new token. */
export async function findInstalledClient(
  files: PluginFiles,
  place?: string,
): Promise<FoundClient | undefined> {
  const known = place === undefined ? undefined : await clientAt(place, files);
  if (known) return known;
  const program = await files.which("gemini");
  const modules = await globalModules(files);
  const starts = modules.flatMap((folder) => STARTS.map((start) => `${folder}/${start}`));
  const seen = new Set<string>();
  for (const start of [...(program === undefined ? [] : [program]), ...starts]) {
    const client = await clientFrom(start, files, seen);
    if (client) return client;
  }
  return undefined;
}

/** Where npm puts what is installed for all projects: beside itself, else beside Node, else in the home. */
async function globalModules(files: PluginFiles): Promise<string[]> {
  const npm = await files.which("npm");
  const node = await files.which("node");
  return [
    ...(npm?.includes("/npm/bin/") ? [npm.slice(0, npm.lastIndexOf("/npm/bin/"))] : []),
    ...(node === undefined ? [] : [join(dirname(node), "../lib/node_modules")]),
    "~/.npm-global/lib/node_modules",
    "~/AppData/Roaming/npm/node_modules",
  ];
}

/** What `program` leads to, without what was `seen`. */
async function clientFrom(
  program: string,
  files: PluginFiles,
  seen: Set<string>,
): Promise<FoundClient | undefined> {
  const waiting = [...coreFilesFor(program), program];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path)) continue;
    if (seen.size >= LIMIT) return undefined;
    seen.add(path);
    // A file that is not there, or that is no text, leads nowhere.
    const text = await files.read(path).catch(() => "");
    const client = clientIn(text);
    if (client) return { ...client, place: path };
    const next = filesNamedIn(text, path);
    waiting.push(...next.flatMap(coreFilesFor), ...next);
  }
  return undefined;
}

async function clientAt(place: string, files: PluginFiles): Promise<FoundClient | undefined> {
  const client = clientIn(await files.read(place).catch(() => ""));
  return client && { ...client, place };
}

/** Both are constants of one file, also in the bundle. */
export function clientIn(text: string): Client | undefined {
  const clientId = constantIn(text, "OAUTH_CLIENT_ID");
  const clientSecret = constantIn(text, "OAUTH_CLIENT_SECRET");
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

function constantIn(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*["'\`]([\\w.-]{8,200})["'\`]`).exec(text)?.[1];
}

/** Chunks of the bundle, and the script that a launcher of a package manager starts. */
export function filesNamedIn(text: string, path: string): string[] {
  const folder = dirname(path);
  const chunks = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.\.?\/[\w./-]+\.js)["']/g)];
  const started = [
    ...text.matchAll(
      /["']?(?:\$basedir|\$\(dirname "\$0"\))\/([\w./@+-]*gemini-cli\/[\w./-]+\.js)/g,
    ),
  ];
  return [...chunks, ...started].map(([, name = ""]) => join(folder, name));
}

/** Beside the package of the program, or below it. */
function coreFilesFor(program: string): string[] {
  const at = program.replaceAll("\\", "/").lastIndexOf("/@google/gemini-cli/");
  if (at < 0) return [];
  const modules = program.slice(0, at);
  return [join(modules, "@google/gemini-cli/node_modules", CORE), join(modules, CORE)];
}
