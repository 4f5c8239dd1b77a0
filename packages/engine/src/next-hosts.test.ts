import { expect, it } from "vitest";
import { nextHosts } from "./next-hosts.ts";
import { acmeModel } from "./test/acme-model.ts";

const one = "https://one.example/v1/";
const baseUrls = [one, "https://two.example/other"];
const model = acmeModel({ baseUrl: one });
const several = { ...model, provider: { ...model.provider, baseUrls } };

it("puts the same request to every host", () => {
  expect(nextHosts(several, "https://one.example/v1/chat?alt=sse")).toEqual([
    "https://one.example/v1/chat?alt=sse",
    "https://two.example/other/chat?alt=sse",
  ]);
});

it.each([
  ["there is one host", model, "https://one.example/v1/chat"],
  [
    "a login brought another",
    { ...several, baseUrl: "https://three.example" },
    "https://three.example/chat",
  ],
  ["the plugin moved the request", several, "https://four.example/chat"],
])("asks one where %s", (_why, resolved, url) => {
  expect(nextHosts(resolved, url)).toEqual([url]);
});
