import { expect, it } from "vitest";
import { strangeSource } from "./strange-source.ts";

const fields = ["dependencies", "optionalDependencies", "peerDependencies"];

it.each(["1.0.0", "^1.0.0", ">=1 <2 || 3.x", "~2", "*", "", "latest", "1.0.0-rc.1+b"])(
  "takes the range %j",
  (range) => {
    for (const field of fields) {
      expect(strangeSource({ [field]: { parts: range } }, { aliases: false })).toBeUndefined();
    }
  },
);

it.each([
  "git+ssh://git@host.example/parts.git",
  "git@host.example:ada/parts.git",
  "ada/parts",
  "github:ada/parts#0123456789012345678901234567890123456789",
  "https://host.example/parts.tgz",
  "file:../parts",
  "../parts",
  "..",
  ".",
  "~/parts",
  "parts.tgz",
  "C:\\parts",
  "link:parts",
  "workspace:*",
])("refuses %j in every field, also below an alias", (wanted) => {
  for (const field of fields) {
    for (const aliases of [true, false]) {
      expect(strangeSource({ [field]: { parts: wanted } }, { aliases })).toBe("parts");
    }
  }
});

it("takes an alias where one is no surprise, and nothing else by it", () => {
  const alias = { dependencies: { parts: "npm:@acme/parts@^4.2.0", more: "npm:more" } };
  expect(strangeSource(alias, { aliases: true })).toBeUndefined();
  expect(strangeSource(alias, { aliases: false })).toBe("parts");
  const hidden = { dependencies: { parts: "npm:parts@https://host.example/x" } };
  expect(strangeSource(hidden, { aliases: true })).toBe("parts");
});

it.each([null, "x", [], { parts: 1 }, { parts: null }])(
  "reads %j without falling over",
  (value) => {
    const found = strangeSource({ dependencies: value }, { aliases: true });
    expect([undefined, "parts", "0"]).toContain(found);
  },
);
