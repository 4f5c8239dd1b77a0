import { expect, it } from "vitest";
import { urlProblems } from "./url-problems.ts";

it.each([
  "https://sso.acme.example/token",
  "https://sso.acme.example:8443",
  "http://localhost:8080/t?x=1",
  "http://127.0.0.1/",
  "http://[::1]:3000",
])("%s is an address for tokens", (tokenUrl) => {
  expect(urlProblems({ tokenUrl, clientId: "x", otherUrl: "http://gpu.lan" })).toEqual([]);
});

it.each([
  ["https://", "is no URL"],
  ["https://[", "is no URL"],
  ["http://localhost:99999/", "is no URL"],
  ["http://localhost:password@evil.example/token", "must be an https URL"],
  ["https://user:password@sso.acme.example/token", "must be an https URL"],
  ["http://127.0.0.1:1@evil.example", "must be an https URL"],
  ["http://127.0.0.1.evil.example", "must be an https URL"],
  ["http://gpu.lan/token", "must be an https URL"],
])("%s is none", (url, said) => {
  for (const name of ["tokenUrl", "apiBaseUrl", "issuer"]) {
    const problems = urlProblems({ [name]: url });
    expect(problems).toEqual([expect.stringContaining(`config.${name} ${said}`)]);
    expect(problems.join()).not.toContain("password");
  }
});

it("of a plugin's own address asks no more than that it is one", () => {
  expect(urlProblems({ discoveryUrl: "nowhere" })).toEqual(["config.discoveryUrl is no URL"]);
  expect(urlProblems({ baseURLs: 5, discoveryUrl: 5 })).toEqual([]);
  expect(urlProblems(undefined)).toEqual([]);
});
