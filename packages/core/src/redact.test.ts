import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSecret, redactSecrets } from "./redact.ts";

describe("maskSecret", () => {
  it("shows prefix and last four of a long secret", () => {
    expect(maskSecret("sk-0123456789abcdefghij")).toBe("sk-...ghij");
    expect(maskSecret("0123456789abcdefghij")).toBe("...ghij");
  });

  it("shows nothing of a short one", () => {
    expect(maskSecret("hunter2")).toBe("...");
  });
});

describe("redactSecrets", () => {
  it("replaces given secrets and everything that looks like a key", () => {
    const text = "key my-own-secret-value-1 refused; sk-live-0123456789abcdefXYZ1 too";
    expect(redactSecrets(text, ["my-own-secret-value-1"])).toBe(
      "key my-...ue-1 refused; sk-...XYZ1 too",
    );
  });

  it("leaves no given secret in any text", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/);
    const around = fc.stringMatching(/^[ .,:"{}]{0,20}$/);
    fc.assert(
      fc.property(secret, around, around, (secret, before, after) => {
        expect(redactSecrets(before + secret + after, [secret])).not.toContain(secret);
      }),
    );
  });

  it("leaves none where an address or base64 holds it", () => {
    const secret = fc.string({ minLength: 12, maxLength: 60, unit: "grapheme" });
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 9 }), (secret, before) => {
        const inAddress = `?key=${encodeURIComponent(secret)}&x=1`;
        expect(redactSecrets(inAddress, [secret])).toMatch(/^\?key=.*\.\.\..*&x=1$/su);
        const encoded = Buffer.from(`${before}${secret}${before}`).toString("base64");
        const shown = Buffer.from(redactSecrets(encoded, [secret]), "base64").toString();
        expect(shown).not.toContain(secret.slice(3, -3));
        expect(redactSecrets(encoded, [secret])).not.toBe(encoded);
      }),
    );
  });

  it.each([
    ["an address in small letters", "?key=1%2f%2fcanary%2btoken%3d0123&x"],
    ["a form", new URLSearchParams({ key: "1//canary+token=0123" }).toString()],
    ["JSON that escapes slashes", String.raw`{"said":"no to 1\/\/canary+token=0123"}`],
    ["base64 for addresses", Buffer.from("é1//canary+token=0123?").toString("base64url")],
  ])("leaves none in %s", (_what, text) => {
    const shown = redactSecrets(text, ["1//canary+token=0123"]);
    expect(shown).toContain("...");
    for (const piece of ["canary", "Y2FuYXJ5", "Nhbm", "jYW5hcn", "%2f", "%2F"]) {
      expect(shown).not.toContain(piece);
    }
  });

  it("leaves none in a form, whatever it is made of", () => {
    const secret = fc.string({ minLength: 12, maxLength: 60, unit: "grapheme" });
    fc.assert(
      fc.property(secret, (secret) => {
        const inForm = new URLSearchParams({ key: secret }).toString();
        expect(redactSecrets(inForm, [secret])).toMatch(/^key=.*\.\.\./su);
      }),
    );
  });

  it.each([
    ["eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "...dXJl"],
    ["token=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.; x", "token=...In0.; x"],
    ["id-eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln, y", "id-...c2ln, y"],
    ["a.b.eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln.z", "a.b....c2ln.z"],
    ["https://eyJ.example.org/eyJhbGciOiJub25lIn0.short.x", ""],
    ["see www.acme.example. Then e.g. eyJabc", ""],
  ])("masks JSON Web Tokens and nothing like them: %s", (text, shown) => {
    expect(redactSecrets(text)).toBe(shown === "" ? text : shown);
  });

  it("needs no more steps for twice the text", () => {
    for (const unit of ["-eyJaaaaaaaa", "-eyJaaaaaaaa.", "eyJ.", "sk-", "ya29.", "gho_-"]) {
      const shown = redactSecrets(unit.repeat((1 << 20) / unit.length), ["a-secret-of-mine"]);
      expect(shown.length).toBeGreaterThan(0);
    }
  }, 20_000);
});
