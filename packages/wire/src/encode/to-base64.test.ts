import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./to-base64.ts";

describe("toBase64", () => {
  it.each([0, 1, 2, 3, 24_575, 24_576, 24_577, 49_153])("%i bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
    const base64 = toBase64(bytes);
    expect(base64).toHaveLength(Math.ceil(length / 3) * 4);
    expect(fromBase64(base64)).toEqual(bytes);
  });
});
