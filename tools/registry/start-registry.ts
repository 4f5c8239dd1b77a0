// A real npm registry (verdaccio) on this machine that knows nothing but what a test publishes to it: what installs,
// finds and updates plugins is tested with it, without any network.
//
//   const registry = await startRegistry();
//   onTestFinished(() => registry.close());
//   await registry.publish(folder);                                    // a plugin, three weeks old
//   await registry.publish(folder, { version: "1.1.0", publishedAt: Date.now() });
//   await registry.publishTree("packages/core");                       // with what it depends on: zod, ...
//   run("npm", ["view", "mayros-acme"], { env: { npm_config_userconfig: registry.npmrc } });
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "verdaccio";
import { findTree } from "./find-tree.ts";
import { packFolder, readPacked } from "./pack-folder.ts";
import { type PackageJson, publishedDocument, type SigningKey } from "./published-document.ts";
import { searchAsNpm } from "./search-as-npm.ts";

export interface PublishOptions {
  /** In the place of the folder's own; not for a tarball, whose bytes stay as they are. */
  readonly version?: string;
  /** ms since the epoch. Default: three weeks ago, since younger ones than 72 h are not installed unasked. */
  readonly publishedAt?: number;
  /** Who published it. Default: `somebody`. */
  readonly publisher?: string;
  /** Dist-tag. Default: `latest`. */
  readonly tag?: string;
  /** The registry signs it, as the public one does. */
  readonly signWith?: SigningKey;
  /** What the registry tells of it, in the place of the package.json inside: for packages that lie. */
  readonly packageJson?: PackageJson;
}

export interface RegistryOptions {
  /** It knows no `keywords:` and tells no `version`, as verdaccio by itself; without it, it answers as the public one. */
  readonly plainSearch?: boolean;
}

export interface Published {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the tarball. */
  readonly integrity: string;
}

export interface Registry {
  /** `http://127.0.0.1:<port>/` */
  readonly url: string;
  /** A file for `npm_config_userconfig`: this registry, and a cache of its own. Tests may write more lines to it. */
  readonly npmrc: string;
  /**
   * Publishes a folder as `npm publish` would (a folder of this workspace as pnpm would; packages that have a `dist` must be
   * built), a folder below node_modules as it is, or a `.tgz` byte by byte. No script of it runs.
   * A version that is there already is left alone.
   */
  publish(folderOrTarball: string, options?: PublishOptions): Promise<Published>;
  /**
   * Publishes a folder and what it depends on, as found in node_modules around it: with it `npm install` needs no
   * network. Optional and peer dependencies come along where they are there.
   */
  publishTree(folder: string, options?: PublishOptions): Promise<Published>;
  /** Every request since the start, `GET /mayros-acme`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const WEEK = 7 * 24 * 3600 * 1000;

export async function startRegistry({
  plainSearch = false,
}: RegistryOptions = {}): Promise<Registry> {
  const scratch = await mkdtemp(join(tmpdir(), "mayros-registry-"));
  const storage = join(scratch, "storage");
  const verdaccio: Server = await runServer({
    ...{ self_path: scratch, storage, uplinks: {}, web: { enable: false } },
    auth: { htpasswd: { file: join(scratch, "htpasswd") } },
    packages: { "**": { access: "$all", publish: "$all" } },
    max_body_size: "100mb",
    log: { type: "stdout", level: "fatal" },
  });
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    if (!plainSearch && searchAsNpm(url, incoming, outgoing)) return;
    verdaccio.emit("request", incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const npmrc = join(scratch, "npmrc");
  await writeFile(npmrc, npmrcText(url, join(scratch, "npm-cache")));
  const publishing = new Map<string, Promise<unknown>>();

  async function publish(source: string, options: PublishOptions = {}): Promise<Published> {
    const tarball = source.endsWith(".tgz") ? source : await packFolder(source, scratch, options);
    const bytes = await readFile(tarball);
    const packed = options.packageJson ?? (await readPacked(tarball));
    const { document, integrity } = publishedDocument(packed, bytes, {
      ...{ url, publisher: options.publisher ?? "somebody", tag: options.tag ?? "latest" },
      ...(options.signWith ? { signWith: options.signWith } : {}),
    });
    const { name, version } = packed;
    // One after the other for a name: verdaccio reads, changes and writes a file.
    const before = publishing.get(name) ?? Promise.resolve();
    const turn = before.then(async () => {
      if (!(await put(url, name, document))) return;
      const time = new Date(options.publishedAt ?? Date.now() - 3 * WEEK).toISOString();
      await backdate(join(storage, name, "package.json"), version, time);
    });
    publishing.set(
      name,
      turn.catch(() => {}),
    );
    await turn;
    return { name, version, integrity };
  }

  return {
    ...{ url, npmrc, requests, publish },
    async publishTree(folder, options) {
      const [top = folder, ...rest] = await findTree(folder);
      for (const each of rest) await publish(each);
      return publish(top, options);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

const npmrcText = (url: string, cache: string): string => `registry=${url}
${url.replace(/^http:/, "")}:_authToken=anybody
cache=${cache}
audit=false
fund=false
update-notifier=false
fetch-retries=0
`;

/** False when this version was there already. */
async function put(url: string, name: string, document: object): Promise<boolean> {
  const response = await fetch(url + name.replace("/", "%2f"), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(document),
  });
  const text = await response.text();
  if (response.status === 409) return false;
  if (!response.ok) throw new Error(`${name} was not published: ${response.status} ${text}`);
  return true;
}

async function backdate(file: string, version: string, time: string): Promise<void> {
  const stored = JSON.parse(await readFile(file, "utf8")) as { time: Record<string, string> };
  stored.time = { ...stored.time, created: stored.time.created ?? time, [version]: time };
  await writeFile(file, JSON.stringify(stored));
}
