// The sentences that people get to read when a manifest or a model list is wrong.
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod/mini";
import { bareIssues, explainIssue, manifestSchema } from "./index.ts";

test("says what is wrong and where, whatever sentences the program gave zod", () => {
  const { localeError } = z.config();
  onTestFinished(() => void z.config({ localeError }));
  z.config({ localeError: () => "theirs" });
  const result = manifestSchema.safeParse(
    {
      id: "X",
      apiVersion: 2,
      description: "",
      colour: "red",
      providers: {
        "A B": {},
        ok: { name: 1, api: "x", authMethods: [], baseUrl: "ftp://x", nextHostOn: [200, 700] },
      },
      sources: [{ url: "nope", accessed: "2026-11-22" }],
    },
    bareIssues,
  );
  expect(result.error?.issues.map(explainIssue)).toEqual([
    "id must be kebab-case",
    "apiVersion must be 1",
    "name must be of type string",
    "description must not be empty",
    "providers.A B is not an allowed name",
    "providers.ok.name must be of type string",
    "providers.ok.baseUrl must be an absolute http(s) URL without a user name",
    "providers.ok.nextHostOn.0 must be at least 300",
    "providers.ok.nextHostOn.1 must be at most 599",
    "sources.0.url must be a valid url",
    "the file has an unknown key: colour",
  ]);
});
