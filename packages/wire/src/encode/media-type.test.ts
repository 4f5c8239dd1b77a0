import { describe, expect, it } from "vitest";
import { fullMediaType } from "./media-type.ts";

describe("fullMediaType", () => {
  it.each([
    ["image/jpg", "image/jpeg"],
    ["IMAGE/JPG", "image/jpeg"],
    ["image/jpeg", "image/jpeg"],
    ["image/heic", "image/heic"],
    ["image", "image/png"],
  ])("of %s is %s", (mediaType, full) => {
    expect(fullMediaType(mediaType)).toBe(full);
  });
});
