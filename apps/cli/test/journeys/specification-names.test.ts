// Every model that the specification names, with each name of a key alone, and what follows when keys are refused: the
// same engine as the command's, in one process, because they are hundreds.
import { defaultReply } from "@mayros/plugin-testkit";
import { describe, expect, it } from "vitest";
import { askInProcess as ask } from "../specification/ask-in-process.ts";
import {
  answerWithModelServer,
  type JudgeKey,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";
import { configAt, expectedRequest, shapeOf } from "../specification/specified-home.ts";
import {
  namedKeys,
  type SpecifiedProvider,
  specifiedModels,
  specifiedProviders,
} from "../specification/specified-providers.ts";

answerWithModelServer();

describe.each(specifiedModels)("$ref", ({ provider, model }) => {
  it.each(namedKeys(provider))("by $name", async ({ name, value, keys }) => {
    const vendor = await startRecordingVendor((key) => (key === keys.at(-1) ? undefined : 429));
    const asked = await ask(configAt(vendor.url, provider), { [name]: value }, model.ref);
    expect(asked).toEqual({ text: defaultReply, error: undefined });
    const expected = keys.map((key) => expectedRequest(provider, model, key));
    expect(vendor.requests.map(shapeOf)).toEqual(expected);
  });
});

/** One provider of each wire, and one whose key is not where its wire has it. */
const ofEachWire = specifiedProviders.filter(({ id }) =>
  ["openai", "anthropic", "google", "zai", "openrouter"].includes(id),
);

async function askAll(provider: SpecifiedProvider, judge: JudgeKey) {
  const vendor = await startRecordingVendor(judge);
  const env = Object.fromEntries(namedKeys(provider).map(({ name, value }) => [name, value]));
  const ref = provider.models[0]?.ref ?? "";
  const { error } = await ask(configAt(vendor.url, provider), env, ref);
  const { statusCode: status, message } = error as { statusCode?: number; message: string };
  return { asked: vendor.requests.length, status, message };
}

describe.each(ofEachWire)("the keys of $id", (provider) => {
  const keys = [...new Set(namedKeys(provider).flatMap((each) => each.keys))];

  it("are all asked when all are limited, and the last error is told", async () => {
    const { asked, status, message } = await askAll(provider, () => 429);
    expect({ asked, status }).toEqual({ asked: keys.length, status: 429 });
    expect(message).toContain(`429 for this key, ${keys.at(-1)?.length}`);
  });

  it.each([400, 401, 403, 404, 408, 500, 503])("are not asked after a %i", async (refused) => {
    const judge: JudgeKey = (key) => (keys.indexOf(key) === 1 ? refused : 429);
    const { asked, status, message } = await askAll(provider, judge);
    expect({ asked, status }).toEqual({ asked: 2, status: refused });
    expect(message).toContain(`${refused} for this key, ${keys[1]?.length}`);
  });
});
