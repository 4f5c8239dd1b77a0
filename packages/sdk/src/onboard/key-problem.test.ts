import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyProblem } from "./key-problem.ts";

const shape = (provider: string, ...prefixes: string[]) => ({
  provider,
  providerName: provider,
  field: { prefixes },
});
const own = shape("acme", "sk-");
const all = [own, shape("bolt", "sk-bolt-"), shape("cone", "cone_"), shape("dust")];
const problem = (key: string, from = own) => keyProblem(key, from, all)?.message;

describe("keyProblem", () => {
  it.each(["sk-0123456789", "  gsk-abc\n", "a-key-0123456789", "eyJh.eyJi.c2ln", "sk-xx-your-9"])(
    "has nothing against %j",
    (key) => expect(problem(key)).toBeUndefined(),
  );

  it.each([
    ["", "empty"],
    [" \n", "empty"],
    ["sk-...", "shortened"],
    ["gsk_…", "shortened"],
    ["sk-…abcd", "shortened"],
    ["••••••", "shortened"],
    ["sk-****************abcd", "shortened"],
    ["two words", "spaces"],
    ["line\nbreak", "spaces"],
    ["sk-\u001b[31m", "spaces"],
    ["“sk-0123”", "spaces"],
    ["your-key", "placeholder"],
    ["your_api_key", "placeholder"],
    ["YOUR_ACME_API_KEY_HERE", "placeholder"],
    ["sk-your-api-key-here", "placeholder"],
    ["<your key>", "spaces"],
    ["<key>", "placeholder"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell leaves behind
    ["${ACME_API_KEY}", "placeholder"],
    ["$ACME_API_KEY", "placeholder"],
    ["sk-xxxxxxxx", "placeholder"],
    ["changeme", "placeholder"],
    ["api-key", "placeholder"],
  ])("refuses %j: %s", (key, reason) => expect(problem(key)).toContain(reason));

  it("knows another vendor's key by the longest beginning", () => {
    expect(problem("sk-bolt-012345")).toBe("this looks like a key of bolt, not of acme");
    expect(problem("cone_012345")).toContain("a key of cone");
    expect(problem("sk-bolt-012345", shape("bolt", "sk-bolt-"))).toBeUndefined();
  });

  it("takes any value where the server is the person's own", () => {
    const mine = { ...own, ownServer: true };
    for (const key of ["none", "cone_1", "$X"]) expect(problem(key, mine)).toBeUndefined();
    expect(problem("two words", mine)).toContain("spaces");
  });

  it("accuses nobody by a beginning that many vendors share", () => {
    expect(problem("sk-012345", shape("dust"))).toBeUndefined();
  });

  it("takes every random key of letters and digits with the vendor's own beginning", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{24,80}$/), (random) => {
        expect(problem(`cone_${random}`, shape("cone", "cone_"))).toBeUndefined();
      }),
    );
  });
});
