// What the model and the server's own tools said goes back to the server as the items that it came in, under
// whatever names the caller gave the tools, though the server keeps nothing.
import type { JSONObject } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { messageOf } from "../message-of.ts";
import { fixturesOf, replayWhole, target } from "../replay.ts";

/** Items by the answer that holds them; `left` is what the server does not need back. */
const answers: readonly { name: string; left?: readonly unknown[]; warned?: number }[] = [
  // Searches that failed or did nothing.
  { name: "whole-server-tools-named.json", left: ["ws_4", "ws_5"], warned: 1 },
  { name: "whole-shell.json" },
  { name: "whole-shell-in-container.json" },
  { name: "whole-patches.json" },
  { name: "whole-tool-search.json" },
  { name: "whole-program.json" },
  { name: "whole-open-reasoning.json" },
  // The server lists the tools of others anew.
  { name: "whole-mcp-approval.json", left: ["mcpl_1"] },
  { name: "whole-mcp-approved.json" },
];

/** Calls and results are known by the id that they share. */
const shared: ReadonlySet<unknown> = new Set(["function_call", "shell_call_output"]);

function said({ status, id, ...item }: JSONObject): JSONObject {
  const ofProgram = item.type === "program_output" ? { status } : {};
  const own = shared.has(item.type) ? {} : { id };
  const whole = { ...item, ...own, ...ofProgram };
  return JSON.parse(JSON.stringify(whole, (_name, value) => value ?? undefined)) as JSONObject;
}

describe.each(answers)("$name", ({ name, left = [], warned = 0 }) => {
  it("goes back as it came", () => {
    const [fixture] = fixturesOf("openai-responses", name);
    if (!fixture) throw new Error("no such fixture");
    const text = new TextDecoder().decode(fixture.bytes);
    const message = messageOf(replayWhole(openaiResponses, text, fixture.call));
    const prompt = [...fixture.call.prompt, message];
    const { chat } = openaiResponses.operations;
    const { body, warnings } = chat.encodeRequest({ ...fixture.call, prompt }, target, false);
    const [, ...items] = body.input as JSONObject[];
    const came = (JSON.parse(text) as { output: JSONObject[] }).output;
    const needed = came.filter(({ id }) => !left.includes(id));
    expect(items.map(said)).toEqual(needed.map(said));
    expect(warnings).toHaveLength(warned);
  });
});
