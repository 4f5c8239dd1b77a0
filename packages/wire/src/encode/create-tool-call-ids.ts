// Ids of tool calls in the form that a server accepts. A conversation may hold ids from other servers
// with other rules: the same id always becomes the same new one, different ids different ones.

/**
 * `word`: letters, digits, `_` and `-` (https://docs.anthropic.com/en/api/messages). `nine`: exactly nine
 * letters or digits (https://docs.mistral.ai/capabilities/function_calling). Accessed 2026-11-22.
 */
type ToolCallIdForm = "any" | "word" | "nine";

export function createToolCallIds(form: ToolCallIdForm): (id: string) => string {
  if (form === "any") return (id) => id;
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (id) => {
    const known = given.get(id);
    if (known !== undefined) return known;
    let accepted = convert(id, id, form);
    for (let attempt = 1; taken.has(accepted); attempt++) {
      accepted = convert(`${id}_${attempt}`, id, form);
    }
    given.set(id, accepted);
    taken.add(accepted);
    return accepted;
  };
}

function convert(candidate: string, id: string, form: "word" | "nine"): string {
  if (form === "word") return candidate.replace(/[^A-Za-z0-9_-]/g, "_") || "_";
  return candidate === id && /^[A-Za-z0-9]{9}$/.test(id) ? id : nineCharacters(candidate);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** FNV-1a, drawn out. Not secret, only even. */
function nineCharacters(text: string): string {
  let state = 0x811c9dc5;
  const mix = (code: number): void => {
    state = Math.imul(state ^ code, 0x01000193) >>> 0;
  };
  for (let index = 0; index < text.length; index++) mix(text.charCodeAt(index));
  let out = "";
  for (let index = 1; index <= 9; index++) {
    mix(index);
    out += ALPHABET[(state >>> 8) % ALPHABET.length];
  }
  return out;
}
