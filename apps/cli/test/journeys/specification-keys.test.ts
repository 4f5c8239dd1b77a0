// Every model that the specification names, through the built command, with every one of its provider's names of keys:
// all of them are set, all but the last are answered 429, and each request is held against the vendor's API.
import { defaultReply } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";
import { answerWithModelServer, startRecordingVendor } from "../specification/recording-vendor.ts";
import { configAt, expectedRequest, shapeOf } from "../specification/specified-home.ts";
import { namedKeys, specifiedProviders } from "../specification/specified-providers.ts";

answerWithModelServer();

const rows = specifiedProviders.map((provider) => ({
  refs: provider.models.map(({ ref }) => ref).join(", "),
  provider,
}));

it.each(rows)("$refs", async ({ provider }) => {
  const named = namedKeys(provider);
  const env = Object.fromEntries(named.map(({ name, value }) => [name, value]));
  /** Each key once, in the order in which it is asked. */
  const keys = [...new Set(named.flatMap((each) => each.keys))];
  const askedForAll = provider.models.map(async (model) => {
    const vendor = await startRecordingVendor((key) => (key === keys.at(-1) ? undefined : 429));
    const home = createHome();
    home.writeConfig(JSON.stringify(configAt(vendor.url, provider)));
    const run = await home.run(["run", "-m", model.ref, "hello"], { env });
    expect(run).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
    expect(vendor.requests.map(shapeOf)).toEqual(
      keys.map((key) => expectedRequest(provider, model, key)),
    );
  });
  await Promise.all(askedForAll);
});
