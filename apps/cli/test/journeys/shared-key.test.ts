// Two endpoints of one vendor and one key for both: stored for the first, it serves the second.
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

const KEY = "test-key-of-both-0001";

it("asks the coding plan with the key that was stored for the vendor, by any of its names", async () => {
  const server = await startModelServer({ knownKeys: [KEY] });
  onTestFinished(() => server.stop());
  const home = createHome();
  const [general, plan] = [`${server.url}/v1`, `${server.url}/plan/v1`];
  const providers = { volcengine: { baseUrl: general }, "volcengine-plan": { baseUrl: plan } };
  home.writeConfig(JSON.stringify({ models: { providers } }));

  const words = ["onboard", "--auth-choice", "volcengine-api-key", "--volcengine-api-key", "-"];
  expect(await home.run(words, { input: KEY })).toMatchObject({ code: 0 });
  const listed = await home.run(["models", "list", "--json"]);
  const { models } = JSON.parse(listed.stdout) as { models: { provider: string }[] };
  expect(new Set(models.map(({ provider }) => provider))).toEqual(new Set(Object.keys(providers)));
  const answer = { code: 0, stdout: "Hello from the model server.\n" };
  expect(await home.run(["run", "-m", "doubao/glm-4-7-251222", "hello"])).toMatchObject(answer);
  expect(server.journal()).toMatchObject([{ path: "/v1/chat/completions", key: KEY }]);
  await home.run(["run", "-m", "volcengine-plan/glm-4.7", "hello"]);
  expect(server.journal()[1]).toMatchObject({ path: "/plan/v1/chat/completions", key: KEY });
});
