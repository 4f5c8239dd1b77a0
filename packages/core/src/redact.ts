// Keeps secrets out of everything that is shown: known values exactly, and the shapes that keys have.

/** `sk-...abcd`: enough to tell keys apart, too little to use. Short secrets show nothing. */
export function maskSecret(secret: string): string {
  if (secret.length < 20) return "...";
  const prefix = /^[a-z]{2,3}-/.exec(secret)?.[0] ?? "";
  return `${prefix}...${secret.slice(-4)}`;
}

const SECRET_SHAPES =
  /\b(?:sk-[A-Za-z0-9_-]{16,}|gsk_[A-Za-z0-9]{16,}|AIza[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_.-]{16,}|gh[opsu]_[A-Za-z0-9]{16,})/g;

/**
 * What may be a JSON Web Token, with what stands around it. One expression for the whole would begin anew at every `eyJ` of
 * a long text without dots, and take minutes for what a server can send.
 */
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]*)+/g;

function maskTokens(dotted: string): string {
  const parts = dotted.split(".");
  const shown: string[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? "";
    const [body = "", signature] = parts.slice(index + 1, index + 3);
    const start = signature === undefined || body.length < 8 ? -1 : part.search(/\beyJ/);
    if (start < 0 || part.length - start < 11) {
      shown.push(part);
    } else {
      const token = `${part.slice(start)}.${body}.${signature}`;
      shown.push(part.slice(0, start) + maskSecret(token));
      index += 2;
    }
  }
  return shown.join(".");
}

/**
 * Replaces every given secret of four characters or more, also where somebody encoded it, and everything that looks
 * like a key.
 */
export function redactSecrets(text: string, secrets: Iterable<string> = []): string {
  let redacted = text;
  // Longest first: one secret may be the beginning of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length < 4) continue;
    for (const form of formsOf(secret)) redacted = redacted.replaceAll(form, maskSecret(secret));
  }
  return redacted.replace(SECRET_SHAPES, maskSecret).replace(DOTTED, maskTokens);
}

/** As it is, in JSON, as part of an address, and within base64, where a longer one may begin at any of three places. */
function formsOf(secret: string): Set<string> {
  const text = secret.toWellFormed();
  const inJson = JSON.stringify(text).slice(1, -1);
  const inAddress = encodeURIComponent(text);
  // Spells some characters in another way, as forms do.
  const inForm = new URLSearchParams({ s: text }).toString().slice(2);
  const forms = new Set([secret, inJson, inJson.replaceAll("/", "\\/")]);
  for (const form of [inAddress, inForm]) {
    forms.add(form).add(form.replace(/%../g, (code) => code.toLowerCase()));
  }
  // Of less than that the middle would be found in many a text.
  if (secret.length < 12) return forms;
  for (const before of [0, 1, 2]) {
    const bytes = new TextEncoder().encode("\0".repeat(before) + secret);
    const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    // What its neighbours have a part in is left out at both ends.
    const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
    forms.add(own).add(own.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return forms;
}
