import { describe, expect, it } from "vitest";
import { fileKind } from "./media-type.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("fileKind", () => {
  it.each([
    ["\u0089PNG\r\n\u001a\n....", "image/png"],
    ["\u00ff\u00d8\u00ff\u00e0", "image/jpeg"],
    ["GIF87a", "image/gif"],
    ["GIF89a", "image/gif"],
    ["RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", "image/webp"],
    ["RIFF\u0001\u0002\u0003\u0004WAVEfmt ", "audio/wav"],
    ["%PDF-1.7", "application/pdf"],
    ["\u0000\u0000\u0000\u0020ftypheic", "image/heic"],
    ["\u0000\u0000\u0000\u0020ftypisom", "video/mp4"],
  ])("takes %j for what it begins like, whatever its name", (start, mediaType) => {
    for (const name of ["photo.png", "notes.txt", "noname"]) {
      expect(fileKind(bytes(start), name)).toEqual({ kind: "media", mediaType });
    }
  });

  it("goes by the name where the first bytes don't tell", () => {
    const mp3 = { kind: "media", mediaType: "audio/mpeg" };
    expect(fileKind(bytes("\u00ff\u00fb\u0090"), "song.MP3")).toEqual(mp3);
  });

  it("believes no name that its bytes belie", () => {
    const named = { kind: "unknown", named: "image/png" };
    expect(fileKind(bytes("<html>"), "photo.png")).toEqual(named);
    expect(fileKind(bytes("\u0089PNG"), "photo.png")).toEqual(named);
    expect(fileKind(bytes("no pdf"), "a.b.pdf")).toEqual({
      kind: "unknown",
      named: "application/pdf",
    });
  });

  it.each([
    ["UTF-8", Buffer.from("Grüße"), "Grüße"],
    ["UTF-8 with its mark", Buffer.from("\ufeffGrüße"), "Grüße"],
    ["UTF-16", Buffer.from("\ufeffGrüße", "utf16le"), "Grüße"],
    ["UTF-16, the other way round", Buffer.from("\ufeffGrüße", "utf16le").swap16(), "Grüße"],
    ["a log with colours", Buffer.from("\u001b[31mred"), "\u001b[31mred"],
  ])("reads text in %s", (_what, data, text) => {
    expect(fileKind(data, "notes")).toEqual({ kind: "text", text });
    expect(fileKind(data, "picture.svg")).toEqual({ kind: "text", text });
  });

  it.each([
    ["Latin-1", bytes("Gr\u00fc\u00dfe")],
    ["a zero byte", bytes("text\u0000text")],
    ["half a character", Buffer.from("ü").subarray(0, 1)],
    ["a program", bytes("\u007fELF\u0002\u0001\u0001\u0000")],
  ])("takes %s for nothing that it knows", (_what, data) => {
    expect(fileKind(data, "thing")).toEqual({ kind: "unknown" });
    expect(fileKind(data, "thing.constructor")).toEqual({ kind: "unknown" });
  });
});
