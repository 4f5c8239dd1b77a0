// What is wrong with a key, as far as its shape tells. Found here, before it is stored, because a vendor
// says no more than "invalid" to a placeholder, half a key, or the key of somebody else. Pure.
import type { AuthField } from "@mayros/core";

/** A secret field of a choice, and whose it is. */
export interface KeyShape {
  readonly provider: string;
  readonly providerName: string;
  readonly field: Pick<AuthField, "prefixes">;
  /** It goes to a server of the person's own, or through one: any value may be right. */
  readonly ownServer?: boolean;
}

export interface KeyProblem {
  readonly message: string;
  readonly hint: string;
}

/** A shorter beginning than this (`sk-`) is used by many vendors and says nothing. */
const TELLING_PREFIX = 4;

const COPY_AGAIN = "copy the key again, without anything around it";

/** A key without what copying leaves around it. */
export const trimKey = (text: string): string => text.trim();

/** Undefined for a key that may be right. `others` are the keys of all vendors, its own included. */
export function keyProblem(
  text: string,
  own: KeyShape,
  others: readonly KeyShape[],
): KeyProblem | undefined {
  const key = trimKey(text);
  if (key === "") return { message: "the key is empty", hint: COPY_AGAIN };
  // Before the check of characters: these have some that no key has, and deserve the better sentence.
  if (isShortened(key)) {
    return { message: "this is a shortened key or an example", hint: "copy the whole key" };
  }
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) {
    return {
      message: "the key has spaces, line breaks or characters that no key has",
      hint: COPY_AGAIN,
    };
  }
  if (own.ownServer) return undefined;
  if (isPlaceholder(key)) {
    return {
      message: "this is a placeholder and no key",
      hint: "put the vendor's key in its place",
    };
  }
  const owner = ownerOf(key, own, others);
  if (owner === undefined) return undefined;
  return {
    message: `this looks like a key of ${owner.providerName}, not of ${own.providerName}`,
    hint: `if it is right: mayros models auth paste-api-key --provider ${own.provider}`,
  };
}

/** `sk-...`, `gsk_…`, `••••abcd`: how keys are shown, not what they are. */
function isShortened(key: string): boolean {
  return /\.{3}|…|•|\*{4}/.test(key);
}

/** `your-api-key`, `<key>`, `${VAR}`, `$VAR`, `xxxx`: what stands in examples. */
function isPlaceholder(key: string): boolean {
  const word = key.replace(/^(?:[a-z]{1,5}[-_])+/i, "");
  return (
    /^<.*>$|^\{\{.*\}\}$|^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/.test(key) ||
    /(?:^|[-_])(?:your|my|insert|enter|paste|the)[-_](?:[a-z0-9]+[-_])*(?:api[-_]?)?(?:key|token|secret)(?:[-_]here)?$/i.test(
      key,
    ) ||
    /^(?:(?:api[-_]?)?key|token|secret|password|changeme|placeholder|example|todo|none|null|undefined|x{3,})$/i.test(
      word,
    )
  );
}

/** The other vendor whose beginning fits; the longest one decides, as `sk-ant-` over `sk-`. */
function ownerOf(key: string, own: KeyShape, others: readonly KeyShape[]): KeyShape | undefined {
  const fit = ({ field }: KeyShape): number =>
    Math.max(0, ...(field.prefixes ?? []).filter((each) => key.startsWith(each)).map(length));
  const ownFit = fit(own);
  let owner: KeyShape | undefined;
  let longest = Math.max(ownFit, TELLING_PREFIX - 1);
  for (const other of others) {
    if (other.provider === own.provider || fit(other) <= longest) continue;
    longest = fit(other);
    owner = other;
  }
  return owner;
}

const length = ({ length: characters }: string): number => characters;
