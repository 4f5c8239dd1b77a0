// The example of a plugin with a wire format of its own, as `mayros run` uses it: the folder as it is, and a server that
// speaks that format.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

const example = join(import.meta.dirname, "../../../../examples/codec-plugin");
const LIMITED = "lantern-key-limited-1";
const KEY = "lantern-key-0001";

async function startLantern() {
  const keys: unknown[] = [];
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { stream } = JSON.parse(await text(incoming)) as { stream: boolean };
    const key = incoming.headers["x-lantern-key"];
    keys.push(key);
    const wrong = '{"wrong":"too_often","why":"slower, please","again_in":7}';
    if (key === LIMITED) return void outgoing.writeHead(429).end(wrong);
    if (key !== KEY) return void outgoing.writeHead(401).end('{"wrong":"stranger"}');
    const counted = { heard: 3, said: 4 };
    if (!stream) {
      return void outgoing.end(JSON.stringify({ says: "Good evening.", ended: "done", counted }));
    }
    outgoing.write('{"say":"Good "}\n{"say":"even');
    setTimeout(() => outgoing.end(`ing."}\n${JSON.stringify({ ended: "done", counted })}\n`), 20);
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`, keys };
}

it("is enabled, listed, asked with one key after the other, and its errors are told", async () => {
  const lantern = await startLantern();
  const home = createHome();
  const providers = { lantern: { baseUrl: lantern.url } };
  home.writeConfig(
    JSON.stringify({ plugins: { load: { paths: [example] } }, models: { providers } }),
  );
  const ask = (...keys: string[]) =>
    home.run(["run", "-m", "lantern/lantern-1", "hello"], {
      env: { LANTERN_API_KEYS: keys.join(",") },
    });

  expect(await ask(KEY)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("mayros plugins enable lantern"),
  });
  expect((await home.run(["plugins", "enable", "lantern", "--accept"])).code).toBe(0);
  const list = await home.run(["models", "list", "--all", "--provider", "lantern"]);
  expect(list.stdout).toContain("lantern/lantern-1");
  expect(list.stdout).not.toContain("wire");

  const answered = await ask(LIMITED, KEY);
  expect(answered).toMatchObject({ code: 0, stdout: "Good evening.\n" });
  expect(lantern.keys).toEqual([LIMITED, KEY]);

  const refused = await ask("nobodys-key-0001");
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("lantern answered 401: stranger");
  const limited = await ask(LIMITED);
  expect(limited.code).toBe(4);
  expect(limited.stderr).toContain("slower, please");
});
