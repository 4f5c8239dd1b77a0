import { describe, expect, it } from "vitest";
import { codecs } from "./codecs.ts";
import { loadCodec } from "./load-codec.ts";

describe("loadCodec", () => {
  it.each(Object.keys(codecs))("loads %s under its own name", async (api) => {
    expect((await loadCodec(api))?.api).toBe(api);
  });

  it.each(["nonsense", "constructor", "__proto__"])("has none for %s", async (api) => {
    expect(await loadCodec(api)).toBeUndefined();
  });
});
