import { expect, test } from "vitest";
import { formatModelLine, modelLineStarts, modelLineTitle } from "./model-line.ts";

const model = { input: "text+image", contextWindow: 200_000, inputCost: 3, outputCost: 15 };

test.each([
  [{}, "text+image     200k  3 / 15          acme/m"],
  [{ input: "text", contextWindow: 1_047_576 }, "text             1M  3 / 15          acme/m"],
  [{ contextWindow: 512 }, "text+image      512  3 / 15          acme/m"],
  [{ inputCost: 0, outputCost: 0 }, "text+image     200k  -               acme/m"],
  [{ inputCost: 0, outputCost: 0.6 }, "text+image     200k  0 / 0.6         acme/m"],
])("%j", (changed, line) => {
  expect(formatModelLine("acme/m", { ...model, ...changed })).toBe(line);
});

test("the columns stand under their titles, and begin where it is said", () => {
  const line = formatModelLine("acme/m", model);
  const { context, price, model: ref } = modelLineStarts;
  for (const text of [line, modelLineTitle]) {
    const cells = [text.slice(0, context), text.slice(context, price), text.slice(price, ref)];
    expect(cells.every((cell) => cell.endsWith("  "))).toBe(true);
  }
  expect(line.slice(context, price).trim()).toBe("200k");
  expect(line.slice(price, ref).trim()).toBe("3 / 15");
  expect(line.slice(ref)).toBe("acme/m");
  expect(modelLineTitle.slice(ref)).toBe("MODEL");
});
