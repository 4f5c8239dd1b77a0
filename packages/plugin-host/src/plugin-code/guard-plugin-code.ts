// The code of a stranger's plugin as it is handed out: every call of it runs as that plugin's work, so that what it leaves
// behind can be told from what others do, and what it gives back that is of no use is an error that says so. Whoever
// calls adds the plugin's name, as for everything that such code throws.
import {
  type AuthFlow,
  type ClassifiedError,
  failureRules,
  isHeaderValue,
  type OutgoingRequest,
  type PluginCode,
  type ProviderCode,
  type Session,
} from "@mayros/core";
import { type GuardedPlugin, runGuarded } from "./process-guards.ts";

/** ms. To make a model is to build an object, and to load a codec is to import a module: neither asks a server. */
const DEADLINE = 30_000;

export function guardPluginCode(code: PluginCode, plugin: GuardedPlugin): PluginCode {
  const { auth, providers, codecs } = code;
  const guarded = { plugin, deadline: DEADLINE };
  return {
    ...(auth && { auth: mapped(auth, (flow) => guardFlow(flow, guarded)) }),
    ...(providers && { providers: mapped(providers, (each) => guardProvider(each, guarded)) }),
    ...(codecs && {
      codecs: mapped(codecs, (load) => () => within("a codec", guarded, () => load())),
    }),
  };
}

interface Guarded {
  readonly plugin: GuardedPlugin;
  readonly deadline: number;
}

/** Without the names that objects have from JavaScript. */
function mapped<Value, Result>(
  record: Readonly<Record<string, Value>>,
  guard: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, guard(value)]));
}

function guardFlow(flow: AuthFlow, { plugin }: Guarded): AuthFlow {
  const refresh = flow?.refresh?.bind(flow);
  return {
    async login(context) {
      note(plugin, context.env);
      const credential = await runGuarded(plugin, async () => flow.login(context));
      note(plugin, secretsOf(credential));
      return credential;
    },
    ...(refresh && {
      async refresh(credential, context) {
        note(plugin, secretsOf(credential), context.env);
        const fresh = await runGuarded(plugin, async () => refresh(credential, context));
        note(plugin, secretsOf(fresh));
        return fresh;
      },
    }),
  };
}

/** Of a credential or a session. */
function secretsOf(holder: object | undefined): object {
  const { key, token, access, refresh } = (holder ?? {}) as Record<string, unknown>;
  return { key, token, access, refresh };
}

/** A program that is given ever new tokens does not keep them all. */
const MOST_SECRETS = 1_000;

/** Texts that the plugin may quote when it fails where nobody waits for it. */
function note({ secrets }: GuardedPlugin, ...holders: (object | undefined)[]): void {
  for (const text of holders.flatMap((holder) => Object.values(holder ?? {}) as unknown[])) {
    if (typeof text !== "string" || text.length < 8 || secrets.has(text)) continue;
    if (secrets.size >= MOST_SECRETS) secrets.clear();
    secrets.add(text);
  }
}

/** With its `this`, which an object of a class needs. */
function methodOf<Name extends keyof ProviderCode>(
  code: ProviderCode | undefined,
  name: Name,
): ProviderCode[Name] {
  return code?.[name]?.bind(code) as ProviderCode[Name];
}

function guardProvider(code: ProviderCode, guarded: Guarded): ProviderCode {
  const { plugin } = guarded;
  const [openSession, prepare, reverse] = [
    methodOf(code, "openSession"),
    methodOf(code, "prepare"),
    methodOf(code, "reverse"),
  ];
  const [discoverModels, classifyError, createLanguageModel] = [
    methodOf(code, "discoverModels"),
    methodOf(code, "classifyError"),
    methodOf(code, "createLanguageModel"),
  ];
  return {
    ...(openSession && {
      async openSession(credential, context) {
        note(plugin, secretsOf(credential), context.env);
        const session = await runGuarded(plugin, async () => openSession(credential, context));
        note(plugin, secretsOf(session), session?.headers, session?.signing);
        return usableSession(session);
      },
    }),
    ...(prepare && {
      prepare(session, outgoing) {
        note(plugin, secretsOf(session));
        runGuarded(plugin, () => refuseUnsendable(prepare(session, outgoing), outgoing));
      },
    }),
    ...(reverse && {
      reverse: (part, outgoing) =>
        runGuarded(plugin, () => usablePart(reverse(part, outgoing), part)),
    }),
    ...(discoverModels && {
      discoverModels: (context) => runGuarded(plugin, async () => discoverModels(context)),
    }),
    ...(classifyError && {
      classifyError: (error) => usableClass(runGuarded(plugin, () => classifyError(error))),
    }),
    ...(createLanguageModel && {
      createLanguageModel: async (context) =>
        guardModel(await within("a model", guarded, () => createLanguageModel(context)), plugin),
    }),
  };
}

function usableSession(session: unknown): Session {
  const { expiresAt, baseUrl, headers } = (session ?? {}) as Partial<
    Record<keyof Session, unknown>
  >;
  if (expiresAt !== undefined && !Number.isFinite(expiresAt)) {
    throw new Error("its openSession gave an expiresAt that is no time");
  }
  if (baseUrl !== undefined && !(typeof baseUrl === "string" && URL.canParse(baseUrl))) {
    throw new Error("its openSession gave a baseUrl that is none");
  }
  if (headers !== undefined && !areHeaders(headers)) {
    throw new Error("its openSession gave headers that can't be sent");
  }
  return session as Session;
}

function areHeaders(headers: unknown): boolean {
  return (
    typeof headers === "object" &&
    headers !== null &&
    Object.values(headers).every((value) => typeof value === "string" && isHeaderValue(value))
  );
}

function refuseUnsendable(answer: unknown, outgoing: OutgoingRequest): void {
  if (isPromise(answer)) {
    // Nobody waits for it.
    answer.then(undefined, () => {});
    throw new Error("its prepare returned a promise; it has to be synchronous");
  }
  const { url, headers } = outgoing as { url: unknown; headers: unknown };
  if (typeof url !== "string" || !URL.canParse(url)) throw new Error("its prepare set no URL");
  if (!areHeaders(headers)) throw new Error("its prepare set headers that can't be sent");
  try {
    JSON.stringify(outgoing.body());
  } catch (error) {
    throw new Error(`its prepare made a body that is no JSON: ${(error as Error).message}`);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

function usablePart<Part>(changed: unknown, part: Part): Part {
  if (changed === undefined) return part;
  if (typeof (changed as { type?: unknown } | null)?.type === "string") return changed as Part;
  throw new Error("its reverse gave something that is no part");
}

/** Anything else is left to the wire format. */
function usableClass(said: unknown): ClassifiedError | undefined {
  const { kind, message, rotate, failover } = (said ?? {}) as Partial<ClassifiedError>;
  const isUsable =
    typeof kind === "string" &&
    Object.hasOwn(failureRules, kind) &&
    typeof message === "string" &&
    typeof rotate === "boolean" &&
    typeof failover === "boolean";
  return isUsable ? (said as ClassifiedError) : undefined;
}

/** What it begins while it answers is the plugin's, too. What is no model is found out by whoever asks it. */
function guardModel<Model extends object>(model: Model, plugin: GuardedPlugin): Model {
  if (typeof model !== "object" || model === null) return model;
  // Of an object of its own: one that is frozen may not be answered for in other words.
  return new Proxy({} as Model, {
    has: (_own, name) => name in model,
    get(_own, name) {
      const value: unknown = Reflect.get(model, name, model);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) =>
        runGuarded(plugin, () => Reflect.apply(value, model, args) as unknown);
    },
  });
}

async function within<Result>(
  what: string,
  { plugin, deadline }: Guarded,
  work: () => Result | PromiseLike<Result>,
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`it did not give ${what} within ${deadline / 1000} s`)),
    deadline,
  );
  try {
    return await Promise.race([runGuarded(plugin, async () => work()), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
