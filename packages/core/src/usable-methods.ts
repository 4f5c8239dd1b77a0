// Which ways to log in this version can go. The rule stands here once: what lists, what onboards and
// what sends a request ask it, so that none of them promises what another can't do.
import type { AuthKind, AuthMethod } from "./declarations/auth-method.ts";

/** Kinds that need no code of a plugin: a key that is given, or nothing at all. */
const USABLE: ReadonlySet<AuthKind> = new Set<AuthKind>(["api-key", "none"]);

export function isUsableMethod(method: Pick<AuthMethod, "kind">): boolean {
  return USABLE.has(method.kind);
}

export function usableMethods(methods: readonly AuthMethod[]): AuthMethod[] {
  return methods.filter(isUsableMethod);
}

/**
 * The login that a provider can't be used without: the first of its methods, when this version can do
 * none of them. What stands in its environment variables is then no API key and goes nowhere.
 */
export function requiredLogin(methods: readonly AuthMethod[]): AuthMethod | undefined {
  return methods.some(isUsableMethod) ? undefined : methods[0];
}
