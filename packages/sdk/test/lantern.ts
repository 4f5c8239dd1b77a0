// A server that speaks the wire format of examples/codec-plugin, and a home in which that plugin is on.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildSync } from "esbuild";
import { onTestFinished } from "vitest";
import { type OpenedMayros, openMayros } from "./open-mayros.ts";

const repository = join(import.meta.dirname, "../../..");
const example = join(repository, "examples/codec-plugin");

export interface LanternRequest {
  readonly path: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What it answers to each key: a status with a body, or the pieces of a stream. Others get a greeting. */
export type LanternAnswers = Readonly<
  Record<string, { readonly status: number; readonly body: string } | readonly string[]>
>;

const greeting = [
  '{"say":"Good "}\n{"say":"eve',
  'ning, Zoë."}\n',
  '{"ended":"done","counted":{"heard":3,"said":4}}\n',
];

export async function startLantern(answers: LanternAnswers = {}) {
  const requests: LanternRequest[] = [];
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = JSON.parse(await text(request)) as LanternRequest["body"];
    requests.push({ path: request.url, headers: request.headers, body });
    const answer = answers[String(request.headers["x-lantern-key"])] ?? greeting;
    if (!Array.isArray(answer)) {
      const { status, body: said } = answer as { status: number; body: string };
      return void response.writeHead(status).end(said);
    }
    if (body.stream === false) {
      const whole = { says: "Good evening, Zoë.", ended: "done", counted: { heard: 3, said: 4 } };
      return void response.end(JSON.stringify(whole));
    }
    for (const piece of answer) {
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    response.end();
  };
  const server = createServer((request, response) => void answerTo(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`, requests };
}

export interface LanternHome {
  readonly url: string;
  readonly keys?: string;
  /** In the place of what the example has, by file. */
  readonly files?: Readonly<Record<string, string>>;
  readonly manifest?: object;
  readonly config?: object;
  readonly providers?: object;
  /** Default: on, and agreed to. */
  readonly entry?: object;
}

export function openLantern(home: LanternHome): OpenedMayros {
  const { url, keys = "lantern-key-0001", files = {}, manifest, config, providers } = home;
  const grants = { env: ["LANTERN_API_KEY"], hosts: ["api.lantern.example"], code: true };
  const opened = openMayros(
    {
      plugins: {
        load: { paths: ["./load"] },
        entries: { lantern: home.entry ?? { enabled: true, grants } },
      },
      models: { providers: { lantern: { baseUrl: url }, ...providers } },
      ...config,
    },
    { LANTERN_API_KEYS: keys },
  );
  placeLantern(join(opened.mayros.locations.stateDir, "load/lantern"), files, manifest);
  return opened;
}

/** Puts the example and what it imports into a folder, as an installer would. */
export function placeLantern(
  folder: string,
  files: Readonly<Record<string, string>> = {},
  manifest?: object,
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  cpSync(example, folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  if (manifest) {
    const path = join(folder, "mayros.plugin.json");
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...manifest }));
  }
  const core = join(folder, "node_modules/@mayros/core");
  mkdirSync(core, { recursive: true });
  writeFileSync(join(core, "package.json"), '{"type":"module","main":"index.js"}');
  buildSync({
    entryPoints: [join(repository, "packages/core/src/index.ts")],
    outfile: join(core, "index.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
}
