import type { StreamPart } from "@mayros/core";
import { expect, it } from "vitest";
import { OutputGate } from "./output-gate.ts";

it("holds announcements back until a part carries something, then lets all but pings through in order", () => {
  const seen: string[] = [];
  const gate = new OutputGate(
    (part) => seen.push(part.type),
    () => seen.push("(open)"),
  );
  const parts: StreamPart[] = [
    { type: "stream-start", warnings: [] },
    { type: "response-metadata", id: "1" },
    { type: "ping" },
    { type: "custom", kind: "acme.head" },
    { type: "text-start", id: "t" },
  ];
  for (const part of parts) gate.write(part);
  expect(seen).toEqual([]);
  expect(gate.open).toBe(false);
  gate.write({ type: "text-delta", id: "t", delta: "x" });
  gate.write({ type: "ping" });
  gate.write({ type: "text-end", id: "t" });
  expect(gate.open).toBe(true);
  expect(seen).toEqual([
    "(open)",
    "stream-start",
    "response-metadata",
    "custom",
    "text-start",
    "text-delta",
    "ping",
    "text-end",
  ]);
});
