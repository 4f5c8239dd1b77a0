// The arguments of a call that arrive in pieces, each with the place where it belongs: built up as an
// object, and told as the text of its JSON, whose end is held back until nothing can follow.
// https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc (accessed 2026-11-28)
import { type JsonRecord, numberOf } from "../json-shapes.ts";

type Key = string | number;
/** Objects have no prototype: a key may be `__proto__`. */
type Container = Record<Key, unknown>;

const newObject = (): Record<Key, unknown> => Object.create(null);

export class PartialArguments {
  readonly #root = newObject();
  /** What was told, and what closes it. */
  #told = "";
  #closers = "";
  #openText: { parent: Container; key: Key } | undefined;
  /** A text went on since: what was told of it may be spelled in another way (halves of a character). */
  #grown = false;
  /** What came later stands before what was told: only the whole call tells it right. */
  #outOfOrder = false;

  /** The text that is new. */
  add(piece: JsonRecord): string {
    const path = pathOf(piece.jsonPath);
    const key = path?.at(-1);
    if (!path || key === undefined || !fits(path, this.#root)) return "";
    const value = valueIn(piece);
    const known = this.#valueAt(path);
    if (typeof known === "string" && (typeof value === "string" || value === undefined)) {
      return this.#continue(path, value ?? "", piece.willContinue === true);
    }
    if (value === undefined && (known !== undefined || piece.willContinue === true)) return "";
    if (this.#grown) this.#told = JSON.stringify(this.#root).slice(0, -this.#closers.length);
    this.#grown = false;
    const parent = this.#parentOf(path);
    const isList = String(piece.jsonPath).endsWith("[]");
    const added = value === undefined ? (isList ? [] : newObject()) : value;
    parent[key] = added;
    const isOpenText = typeof added === "string" && piece.willContinue === true;
    this.#openText = isOpenText ? { parent, key } : undefined;
    return this.#tell(path.length + (isOpenText || value === undefined ? 1 : 0));
  }

  /** The text that closes what was told, and the whole. */
  finish(): { rest: string; whole: string } {
    const whole = JSON.stringify(this.#root);
    if (this.#outOfOrder) return { rest: "", whole };
    return { rest: this.#told === "" ? whole : this.#closers, whole };
  }

  /** More of a text, without writing all before it anew. */
  #continue(path: readonly Key[], more: string, willContinue: boolean): string {
    const parent = this.#parentOf(path);
    const key = path.at(-1) as Key;
    parent[key] = `${String(parent[key])}${more}`;
    const isOpen = this.#openText?.parent === parent && this.#openText.key === key;
    if (!isOpen && more !== "") this.#outOfOrder = true;
    if (!isOpen || this.#outOfOrder) return "";
    let added = JSON.stringify(more).slice(1, -1);
    if (!willContinue) {
      added += '"';
      this.#closers = this.#closers.slice(1);
      this.#openText = undefined;
    }
    this.#grown = true;
    return added;
  }

  /** All but the last `open` characters, which close the containers around the newest value. */
  #tell(open: number): string {
    const text = JSON.stringify(this.#root);
    const end = text.length - open;
    if (this.#outOfOrder || !text.startsWith(this.#told)) {
      this.#outOfOrder = true;
      return "";
    }
    const added = text.slice(this.#told.length, end);
    this.#told = text.slice(0, end);
    this.#closers = text.slice(end);
    return added;
  }

  #valueAt(path: readonly Key[]): unknown {
    return path.reduce<unknown>(
      (at, key) => (isContainer(at) ? own(at, key) : undefined),
      this.#root,
    );
  }

  /** What holds the last key of a path that fits; made where it is not there yet. */
  #parentOf(path: readonly Key[]): Container {
    let at: Container = this.#root;
    for (const [index, key] of path.slice(0, -1).entries()) {
      const next = own(at, key) ?? (typeof path[index + 1] === "number" ? [] : newObject());
      at[key] = next;
      at = next as Container;
    }
    return at;
  }
}

/** Not through what is no container, and without a gap in a list. */
function fits(path: readonly Key[], root: Container): boolean {
  let at: unknown = root;
  for (const key of path) {
    const length = Array.isArray(at) ? at.length : 0;
    const isPlace = typeof key === "number" ? key <= length : !Array.isArray(at);
    const isHolder = at === undefined || at === null || isContainer(at);
    if (!isPlace || !isHolder) return false;
    at = isContainer(at) ? own(at, key) : undefined;
  }
  return true;
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

function own(container: Container, key: Key): unknown {
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** `$.a.b[0].c`; `[]` at the end only says that it is a list. */
function pathOf(jsonPath: unknown): Key[] | undefined {
  if (typeof jsonPath !== "string") return undefined;
  const path = jsonPath.replace(/\[\]$/, "").replace(/^\$\.?/, "");
  const keys = [...path.matchAll(/\[(\d+)\]|\[(["'])(.*?)\2\]|([^.[\]]+)/g)].map(
    ([, index, , quoted, name]): Key =>
      index === undefined ? (quoted ?? name ?? "") : Number(index),
  );
  return keys.length > 0 ? keys : undefined;
}

/** Undefined where only a container begins, or something ends. */
function valueIn(piece: JsonRecord): unknown {
  const { stringValue, numberValue, boolValue } = piece;
  if (typeof stringValue === "string") return stringValue;
  if (typeof boolValue === "boolean") return boolValue;
  return numberOf(numberValue) ?? ("nullValue" in piece ? null : undefined);
}
