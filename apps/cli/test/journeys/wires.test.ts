// Every wire format, from the command to a model server that is not ours, and back.
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

it.each([
  ["openai-completions", "/v1"],
  ["openai-responses", "/v1"],
  ["anthropic-messages", ""],
  ["google-generative-ai", "/v1beta"],
])("%s answers", async (api, path) => {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  const home = createHome();
  const box = { baseUrl: `${server.url}${path}`, api, models: [{ id: "model-1" }] };
  home.writeConfig(JSON.stringify({ models: { providers: { box } } }));
  const run = await home.run(["run", "-m", "box/model-1", "hello", "--json"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const answer = JSON.parse(run.stdout);
  expect(answer).toMatchObject({ model: "box/model-1", finishReason: "stop" });
  expect(answer.text).not.toBe("");
});
