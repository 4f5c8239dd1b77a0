// The two kinds of registry, and what is made of words that a registry did not look at.
import { expect, it } from "vitest";
import { searchPackages } from "./search-packages.ts";

const acme = {
  ...{ name: "mayros-acme", version: "1.0.0", description: "Models of Acme" },
  ...{ keywords: ["mayros-plugin", "fast"] },
};
const other = { ...acme, name: "mayros-other", description: "Others, not of acme", keywords: [] };

/** Answers as a registry that knows no `keywords:`, and keeps what it was asked. */
function plainRegistry(packages: readonly object[]) {
  const asked: (readonly string[])[] = [];
  const ask = async (words: readonly string[]): Promise<string> => {
    asked.push(words);
    return JSON.stringify(words[0]?.startsWith("keywords:") ? [] : packages);
  };
  return { asked, ask };
}

it("asks once where the registry knows keywords", async () => {
  const asked: (readonly string[])[] = [];
  const found = await searchPackages(["acme"], async (words) => {
    asked.push(words);
    return JSON.stringify([acme]);
  });
  expect(found).toMatchObject([{ name: "mayros-acme" }]);
  expect(asked).toEqual([["keywords:mayros-plugin", "acme"]]);
});

it("asks for the text itself where it does not, and looks at keyword and words itself", async () => {
  const { ask, asked } = plainRegistry([acme, other]);
  expect(await searchPackages(["Fast", "acme"], ask)).toMatchObject([{ name: "mayros-acme" }]);
  expect(asked.at(-1)).toEqual(["Fast"]);
  expect(await searchPackages(["acme", "slow"], ask)).toEqual([]);
});

it("asks for the usual name without words", async () => {
  const { ask, asked } = plainRegistry([acme, other]);
  expect(await searchPackages([], ask)).toMatchObject([{ name: "mayros-acme" }]);
  expect(asked.at(-1)).toEqual(["mayros"]);
});

it("takes version and time from where such a registry has them", async () => {
  const { version, ...rest } = acme;
  const told = {
    ...rest,
    "dist-tags": { latest: version },
    time: { modified: "2026-11-28T18:27:08.501Z" },
  };
  expect(await searchPackages([], plainRegistry([told]).ask)).toMatchObject([
    { version: "1.0.0", publishedAt: Date.parse("2026-11-28T18:27:08.501Z") },
  ]);
});
