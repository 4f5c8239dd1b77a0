import { expect, it } from "vitest";
import { layDiscovered, listDiscovered } from "./lay-discovered.ts";

const shipped = [
  { id: "a", name: "A", contextWindow: 100, maxTokens: 10 },
  { id: "b", name: "B" },
];
const discovered = [{ id: "c" }, { id: "a", wireId: "a:latest", contextWindow: 50 }];

it("lists what the server has, with what the plugin knows of it", () => {
  expect(listDiscovered(shipped, discovered)).toEqual([
    { id: "c" },
    { id: "a", name: "A", wireId: "a:latest", contextWindow: 50, maxTokens: 10 },
  ]);
});

it("takes requests for shipped models as well", () => {
  const ids = layDiscovered(shipped, discovered).map(({ id }) => id);
  expect(ids).toEqual(["c", "a", "b"]);
  expect(layDiscovered(shipped, [])).toEqual(shipped);
});
