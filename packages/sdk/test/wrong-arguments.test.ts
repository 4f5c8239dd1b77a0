// What JavaScript programs get wrong is a MAYROS_USAGE that names the method and the argument.
import { MayrosError } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

// Types would refuse all of it, and JavaScript has none.
const wrong = <T>(value: unknown): T => value as T;
const hello = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
const ignore = (): void => {};

function usage(message: string): Error {
  return expect.objectContaining({ code: "MAYROS_USAGE", message });
}

describe("a model", () => {
  const ref = 'model is a ref ("provider/model") or an alias';
  it.each([
    [undefined, {}, `${ref}, not undefined`],
    ["", {}, `${ref}, not ""`],
    [["a/b"], {}, `${ref}, not a list`],
    ["a/b", "zai:work", 'takes an object, not "zai:work"'],
    ["a/b", null, "takes an object, not null"],
    ["a/b", { fallbacks: "a/c" }, 'fallbacks is a list of refs and aliases, not "a/c"'],
    [
      "a/b",
      { fallbacks: ["a/c", undefined] },
      "fallbacks is a list of refs and aliases, not a list",
    ],
    ["a/b", { profile: "" }, 'profile is a text that is not empty, not ""'],
    [
      "a/b",
      { sessionId: "of me" },
      'sessionId is 1 to 64 letters, digits, dots, dashes and underscores, not "of me"',
    ],
    ["a/b", { onEvent: {} }, "onEvent is a function, not an object"],
  ])("%j with %j", (model, options, message) => {
    const { mayros } = openMayros({});
    for (const method of ["languageModel", "embeddingModel"] as const) {
      const make = () => mayros[method](wrong(model), wrong(options));
      expect(make).toThrow(usage(expect.stringContaining(message)));
      expect(make).toThrow(usage(expect.stringMatching(`^${method}\\b`)));
    }
  });
});

it("a provider", () => {
  const { mayros } = openMayros({});
  const make = () => mayros.provider(wrong("zai/glm-4.7"));
  expect(make).toThrow(usage('provider takes an object, not "zai/glm-4.7"'));
  expect(() => mayros.provider()(wrong(undefined))).toThrow(MayrosError);
  expect(() => mayros.provider({ sessionId: "" })).toThrow(MayrosError);
});

describe("a request", () => {
  it.each([
    [undefined, "takes an object, not undefined"],
    [{}, "prompt is a list of messages, not undefined"],
    [{ prompt: "hello" }, 'prompt is a list of messages, not "hello"'],
    [{ prompt: [{ role: "user", content: [null] }] }, "prompt is a list of messages, not a list"],
    [{ prompt: hello, model: 5 }, "or an alias, not 5"],
    [{ prompt: hello, requestId: "x".repeat(65) }, "requestId is 1 to 64 letters"],
  ])("%j", async (request, message) => {
    const { mayros } = openMayros({});
    const rejected = usage(expect.stringContaining(message));
    const { opened, finished } = mayros.run(wrong(request), ignore);
    await expect(opened).rejects.toEqual(rejected);
    await expect(finished).rejects.toEqual(rejected);
    await expect(mayros.countTokens(wrong(request))).rejects.toEqual(rejected);
  });

  it("without a sink", async () => {
    const { finished } = openMayros({}).mayros.run({ prompt: hello }, wrong(undefined));
    await expect(finished).rejects.toEqual(usage("run: sink is a function, not undefined"));
  });

  it.each([
    [{ values: ["a"] }, "model is a ref"],
    [{ model: "a/b" }, "values is a list of texts, not undefined"],
    [{ model: "a/b", values: "a" }, 'values is a list of texts, not "a"'],
  ])("for embeddings: %j", async (request, message) => {
    const asked = openMayros({}).mayros.embed(wrong(request));
    await expect(asked).rejects.toEqual(usage(expect.stringContaining(`embed: ${message}`)));
  });
});
