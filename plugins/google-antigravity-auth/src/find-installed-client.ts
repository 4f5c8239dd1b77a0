// Finds the OAuth client in the Antigravity that the user has installed: in the start file of the editor, where both
// of its halves stand close together. Mayros has no copy of it.
// https://github.com/steipete/CodexBar/blob/main/docs/antigravity.md (accessed 2026-11-28)
import { dirname, join } from "node:path";
import type { PluginFiles } from "@mayros/core";
import type { Client } from "@mayros/oauth";

const START = "resources/app/out/main.js";

/** Where installers put it. The manifest names the same. */
const usual = [
  "/Applications/Antigravity.app/Contents/Resources/app/out/main.js",
  "/Applications/Antigravity IDE.app/Contents/Resources/app/out/main.js",
  "~/Applications/Antigravity.app/Contents/Resources/app/out/main.js",
  "~/Applications/Antigravity IDE.app/Contents/Resources/app/out/main.js",
  ...["/usr/share/antigravity", "/usr/lib/antigravity", "/opt/antigravity", "/opt/Antigravity"].map(
    (folder) => `${folder}/${START}`,
  ),
  ...["/usr/share/antigravity-ide", "/opt/antigravity-ide", "/opt/Antigravity IDE"].map(
    (folder) => `${folder}/${START}`,
  ),
  `~/Antigravity/${START}`,
  `~/AppData/Local/Programs/Antigravity/${START}`,
  `~/AppData/Local/Programs/Antigravity IDE/${START}`,
];

export async function findInstalledClient(files: PluginFiles): Promise<Client | undefined> {
  const names = ["antigravity", "antigravity-ide"];
  const programs = await Promise.all(names.map((name) => files.which(name)));
  for (const path of [...programs.flatMap(besideProgram), ...usual]) {
    // A file that is not there holds nothing.
    const client = clientIn(await files.read(path).catch(() => ""));
    if (client) return client;
  }
  return undefined;
}

/** `<folder>/bin/antigravity` is a script; some packages link to `<folder>/antigravity`. */
function besideProgram(program: string | undefined): string[] {
  if (program === undefined) return [];
  const folder = dirname(program);
  return [join(dirname(folder), START), join(folder, START)];
}

/** The secret, and the id that stands nearest to it: the file may hold clients of other services, too. */
export function clientIn(text: string): Client | undefined {
  const ids = [...text.matchAll(/\b\d{6,}-[a-z0-9]{16,64}\.apps\.googleusercontent\.com\b/g)];
  const secrets = [...text.matchAll(/\bGOCSPX-[\w-]{28}(?![\w-])/g)];
  const pairs = secrets.flatMap((secret) =>
    ids.map((id) => ({
      clientId: id[0],
      clientSecret: secret[0],
      apart: Math.abs(secret.index - id.index),
    })),
  );
  const [nearest] = pairs.sort((a, b) => a.apart - b.apart);
  return nearest && { clientId: nearest.clientId, clientSecret: nearest.clientSecret };
}
