import { describe, expect, it } from "vitest";
import { expressBaseUrl, isLocation, isProject, projectBaseUrl } from "./vertex-address.ts";

describe("projectBaseUrl", () => {
  const of = (location: string, root?: string) => projectBaseUrl({ project: "p", location }, root);
  it.each([
    ["europe-west4", "https://europe-west4-aiplatform.googleapis.com"],
    ["global", "https://aiplatform.googleapis.com"],
    ["eu", "https://aiplatform.eu.rep.googleapis.com"],
  ])("finds the host of %s", (location, host) => {
    expect(of(location)).toBe(`${host}/v1/projects/p/locations/${location}/publishers/google`);
  });

  it("puts another root in its place", () => {
    expect(of("us-east1", "https://v.p.googleapis.com/")).toBe(
      "https://v.p.googleapis.com/v1/projects/p/locations/us-east1/publishers/google",
    );
  });
});

it("asks with a key where no project is", () => {
  expect(expressBaseUrl()).toBe("https://aiplatform.googleapis.com/v1/publishers/google");
});

it.each(["evil.example/", "a.b", "", "US", "a b", "-a"])("takes %j for no location", (text) => {
  expect(isLocation(text)).toBe(false);
});

it.each([
  ["my-project", true],
  ["acme.example:models", true],
  ["123456", true],
  ["p/../q", false],
  ["p?x=1", false],
  ["", false],
])("takes %j for a project: %s", (text, is) => {
  expect(isProject(text)).toBe(is);
});
