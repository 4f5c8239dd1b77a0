import { describe, expect, it } from "vitest";
import { acmeModel } from "../test/acme-model.ts";
import { chooseBaseUrl } from "./choose-base-url.ts";

const hosts = ["acme.example", "*.acme.example", "127.0.0.1"];
const model = acmeModel({ baseUrl: "https://acme.example/v1" });
const given = "https://eu.acme.example/v1";

describe("chooseBaseUrl", () => {
  it("takes what came with the login, unless the user said where", () => {
    expect(chooseBaseUrl(model, given, hosts)).toBe(given);
    expect(chooseBaseUrl(model, undefined, hosts)).toBe("https://acme.example/v1");
    expect(chooseBaseUrl({ ...model, ownBaseUrl: true }, given, [])).toBe(
      "https://acme.example/v1",
    );
  });

  it("moves a model's own address along", () => {
    const own = { ...model, baseUrl: "https://acme.example/anthropic" };
    expect(chooseBaseUrl(own, given, hosts)).toBe("https://eu.acme.example/anthropic");
  });

  it.each([
    "https://acme.example.evil.example/v1",
    "https://evilacme.example/v1",
    "http://eu.acme.example/v1",
    "https://user@eu.acme.example/v1",
    "ftp://127.0.0.1/v1",
    "not a url",
    "",
  ])("refuses %j", (url) => {
    expect(() => chooseBaseUrl(model, url, hosts)).toThrowError(
      expect.objectContaining({ code: "MAYROS_HOST_REFUSED" }),
    );
  });

  it("lets a server of this machine be asked in the clear", () => {
    expect(chooseBaseUrl(model, "http://127.0.0.1:1/v1", hosts)).toBe("http://127.0.0.1:1/v1");
  });
});
