import { describe, expect, it } from "vitest";
import { splitProfile } from "./split-profile.ts";

const models = [{ id: "large" }, { id: "large@2026" }, { id: "odd@id" }, { id: "@preset/fast" }];
const acme = { baseUrl: "https://acme.example", api: "openai-completions", models };
const known = {
  config: { models: { providers: { acme }, aliases: { best: "acme/large" } } },
  providers: {
    ids: [],
    aliases: new Map([["a.cme", "acme"]]),
    find: () => undefined,
    whyOff: () => undefined,
  },
};
const stored = ["acme:work", "acme:me@example.com", "example.com", "work", "2026"];

const split = (text: string, profiles: readonly string[] = stored) =>
  splitProfile(text, profiles, known);

describe("splitProfile", () => {
  it.each([
    ["acme/large@acme:work", "acme/large", "acme:work"],
    ["best@work", "best", "work"],
    ["acme/brand-new@work", "acme/brand-new", "work"],
    ["acme/large@2026@work", "acme/large@2026", "work"],
    ["acme/@preset/fast@work", "acme/@preset/fast", "work"],
    ["nobody/x@work", "nobody/x", "work"],
  ])("%s is %s with %s", (text, model, profile) => {
    expect(split(text)).toEqual({ model, profile });
  });

  it("finds a profile whose own id has an @, and takes the longest", () => {
    expect(split("acme/large@acme:me@example.com")).toEqual({
      model: "acme/large",
      profile: "acme:me@example.com",
    });
    expect(split("acme/new@acme:me@example.com").profile).toBe("acme:me@example.com");
  });

  it("prefers a shorter one that leaves a model that a list has", () => {
    const both = ["id@work", "work"];
    expect(split("acme/odd@id@work", both)).toEqual({ model: "acme/odd@id", profile: "work" });
    expect(split("acme/new@id@work", both)).toEqual({ model: "acme/new", profile: "id@work" });
  });

  it.each(["acme/large", "acme/large@2026", "acme/@preset/fast", "best", "typo"])(
    "takes %s whole",
    (text) => {
      expect(split(text)).toEqual({ model: text });
    },
  );

  it.each([
    "acme/large@2027",
    "acme/llama@sha256:abc",
    "acme/large@",
    "@work",
    "/x@work",
    "typo@x",
  ])("takes %s whole, whose ending is no stored profile", (text) => {
    expect(split(text)).toEqual({ model: text });
  });

  it("throws for an ending that can only have been meant as a profile", () => {
    const error = { code: "MAYROS_PROFILE_UNKNOWN", hint: "mayros models auth list" };
    expect(() => split("acme/large@acme:wrok")).toThrow(
      expect.objectContaining({
        ...error,
        message: 'there is no profile "acme:wrok"; did you mean "acme:work"?',
      }),
    );
    expect(() => split("acme/new@A.cme:wrok", [])).toThrow(expect.objectContaining(error));
    expect(() => split("best@nobody", [])).toThrow(
      expect.objectContaining({ ...error, message: 'there is no profile "nobody"' }),
    );
  });
});
