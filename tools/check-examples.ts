// Whether the example programs compile and run as somebody would have them who installed the published
// libraries: against the tarballs, with a local model server in the place of the vendors.
import { copyFile, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { compilePrograms, installLibraries, type PackedLibrary } from "./install-libraries.ts";
import { root } from "./list-sources.ts";
import { runProgram } from "./run-program.ts";

const examples = join(root, "examples/sdk");
/** Plugins with code, which programs are run with once more. */
const pluginExample = join(root, "examples/ai-sdk-plugin");
const codecExample = join(root, "examples/codec-plugin");
const KEY = "example-key-0001";
const LIMITED = "example-key-limited-0001";

/** What each prints; every example has a line here. */
const prints: Readonly<Record<string, string>> = {
  "embed.ts": "3 embeddings; a kitten is (not )?nearer to a cat than a lorry",
  "fall-back.ts":
    "asking openai/gpt-5.2 with OPENAI_API_KEY\nopenai/gpt-5.2 failed: rate_limit\nOPENAI_API_KEY is left alone for a while\ngroq/llama-3.3-70b-versatile is asked in its place\nasking groq/llama-3.3-70b-versatile with GROQ_API_KEY\nHello from the model server.",
  "generate-object.ts": "700000 people live in Oslo",
  "generate-text.ts": "Hello from the model server.\n6 tokens",
  "registry.ts": "Hello from the model server.",
  "stream-text.ts": "Hello from the model server.",
  "use-tools.ts": "It is sunny in Oslo.\n2 steps",
  "without-ai-sdk.ts": "Hello from the model server. \\(stop\\)",
};

const words: Readonly<Record<string, readonly string[]>> = {
  "fall-back.ts": ["openai/gpt-5.2", "groq/llama-3.3-70b-versatile"],
};

/** `libraries` with all that they need of each other; `folder` is made. */
export async function checkExamples(
  libraries: readonly PackedLibrary[],
  folder: string,
): Promise<string[]> {
  const outside = new Map(["ai", "zod"].map((name) => [name, examples]));
  outside.set("@ai-sdk/openai-compatible", pluginExample);
  await installLibraries(libraries, outside, folder);
  const files = (await readdir(examples)).filter((name) => name.endsWith(".ts"));
  for (const name of files) await copyFile(join(examples, name), join(folder, name));
  const complaint = await compilePrograms(folder);
  if (complaint !== undefined) return [complaint];
  const server = await startModelServer({
    rateLimitedKeys: [LIMITED],
    replies: [
      { when: "Name a city", text: '{"city":"Oslo","people":700000}' },
      { when: "weather", afterTool: true, text: "It is sunny in Oslo." },
      { when: "weather", toolCalls: [{ name: "weather", arguments: '{"city":"Oslo"}' }] },
    ],
  });
  const lantern = await startLantern();
  try {
    const home = await makeHome(folder, `${server.url}/v1`, lantern.url);
    const problems: string[] = [];
    for (const name of files) problems.push(...(await runExample(name, folder, home)));
    const byPlugin = await runExample("generate-text.ts", folder, home, ["acme/acme-1"]);
    const byCodec = await runExample("generate-text.ts", folder, home, ["lantern/lantern-1"]);
    return [...problems, ...byPlugin, ...byCodec];
  } finally {
    lantern.stop();
    await server.stop();
  }
}

/** Speaks the wire format of examples/codec-plugin, as far as one whole answer needs it. */
async function startLantern(): Promise<{ url: string; stop: () => void }> {
  const says = "Hello from the model server.";
  const server = createServer((incoming, outgoing) => {
    const known = incoming.url === "/v2/talk" && incoming.headers["x-lantern-key"] === KEY;
    const counted = { heard: 3, said: 6 };
    outgoing.writeHead(known ? 200 : 401);
    outgoing.end(JSON.stringify(known ? { says, ended: "done", counted } : { wrong: "stranger" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/v2`, stop };
}

/** A state folder with the plugins in it, switched on by somebody who agreed to their code. */
async function makeHome(folder: string, baseUrl: string, lanternUrl: string): Promise<string> {
  const home = join(folder, "home");
  await mkdir(home, { mode: 0o700 });
  // Below the program's folder: what the plugin imports is found as npm would have put it.
  for (const example of [pluginExample, codecExample]) {
    await cp(example, join(home, "load", basename(example)), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  }
  const agreed = (name: string) => ({
    enabled: true,
    grants: { env: [`${name.toUpperCase()}_API_KEY`], hosts: [`api.${name}.example`], code: true },
  });
  const lantern = { baseUrl: lanternUrl };
  const config = {
    models: { providers: { openai: { baseUrl }, groq: { baseUrl }, acme: { baseUrl }, lantern } },
    plugins: {
      load: { paths: ["./load"] },
      entries: { acme: agreed("acme"), lantern: agreed("lantern") },
    },
  };
  await writeFile(join(home, "mayros.json"), JSON.stringify(config), { mode: 0o600 });
  return home;
}

async function runExample(
  name: string,
  folder: string,
  home: string,
  given: readonly string[] = words[name] ?? [],
): Promise<string[]> {
  const key = name in words ? LIMITED : KEY;
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [name.replace(/\.ts$/, ".js"), ...given],
    {
      cwd: folder,
      env: {
        MAYROS_STATE_DIR: home,
        ACME_API_KEY: KEY,
        OPENAI_API_KEY: key,
        GROQ_API_KEY: KEY,
        LANTERN_API_KEY: KEY,
      },
    },
  );
  const wanted = new RegExp(`^${prints[name] ?? "a line in tools/check-examples.ts"}$`);
  if (code === 0 && wanted.test(stdout.trim())) return [];
  return [`${[name, ...given].join(" ")} must print ${wanted}; exit ${code}, ${stdout}${stderr}`];
}
