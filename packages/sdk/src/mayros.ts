// The public face of the SDK: one function per thing that a person can do with the command.
import type { ListModelsOptions, ModelDescription, ModelGroup, ModelRow } from "@mayros/catalog";
import type {
  EmbedAnswer,
  EmbeddingModelV4,
  Environment,
  LanguageModelV4,
  PartSink,
} from "@mayros/core";
import type { RunHandle, WholeAnswer } from "@mayros/engine";
import type { PluginProblem } from "@mayros/plugin-host";
import type { Timeouts } from "@mayros/transport";
import type { AuthChoice } from "./auth/auth-choices.ts";
import type { ListedProfile } from "./auth/list-profiles.ts";
import type { CommandAlias, LoginMethod } from "./auth/login-methods.ts";
import type { LoginOptions, LoginResult } from "./auth/login-options.ts";
import type { LogoutResult } from "./auth/logout.ts";
import type { AuthOrder } from "./auth/order.ts";
import type { PasteApiKeyOptions, StoredProfile } from "./auth/paste-api-key.ts";
import type { PasteTokenOptions, StoredToken } from "./auth/paste-token.ts";
import type { RefreshedProfile, RefreshOptions } from "./auth/refresh.ts";
import type { ResetCooldowns } from "./auth/reset-cooldowns.ts";
import type { Suggestable, Suggestion } from "./completion/suggest.ts";
import type { SetConfigResult, UnsetConfigResult } from "./config/change-config.ts";
import type { ConfigReport } from "./config/config-commands.ts";
import type { SeenFilter, SeenSummary } from "./discovery/list-seen-servers.ts";
import type {
  AskedServer,
  DetectedServer,
  RefreshModelsOptions,
} from "./discovery/refresh-models.ts";
import type { DoctorOptions } from "./doctor/doctor.ts";
import type { Finding } from "./doctor/finding.ts";
import type { AuthRestore, AuthRestored } from "./doctor/restore-auth.ts";
import type { ImportOptions, ImportResult } from "./import/import-profiles.ts";
import type { ModelSettings } from "./models/model-settings.ts";
import type { EnvironmentKey } from "./onboard/find-env-keys.ts";
import type { OnboardResult } from "./onboard/onboard.ts";
import type { OnboardCustomOptions } from "./onboard/plan-custom.ts";
import type { OnboardOptions } from "./onboard/plan-onboarding.ts";
import type { Probe, ProbeOptions } from "./onboard/probe-custom.ts";
import type { ChoiceTest, TestChoiceOptions } from "./onboard/test-choice.ts";
import type { PluginFinding } from "./plugins/check-plugins.ts";
import type { PluginInfo } from "./plugins/describe-plugin.ts";
import type {
  FoundPlugin,
  InstallOptions,
  InstallResult,
  PluginValidation,
  UninstallOptions,
  UninstallResult,
  UpdateOptions,
  UpdateResult,
} from "./plugins/install/package-report.ts";
import type { PluginSummary } from "./plugins/list-plugins.ts";
import type { EnablePluginOptions, SetPluginEnabledResult } from "./plugins/set-plugin-enabled.ts";
import type { ModelOptions, ModelProvider } from "./run/model-provider.ts";
import type { RunRequest } from "./run/start-run.ts";
import type { RunListener } from "./run/tell-events.ts";
import type { CountTokensRequest, EmbedRequest } from "./run/whole-requests.ts";

export interface MayrosOptions {
  /** Default: the environment of this process. `MAYROS_HOME`, `MAYROS_STATE_DIR` and `MAYROS_CONFIG_PATH` say where things are. */
  readonly env?: Environment | undefined;
  /** Told once of each thing that is wrong but not fatal. Default: nothing. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Told of every step of every request: attempts, cooldowns, fallbacks. Never holds a secret. */
  readonly onEvent?: RunListener | undefined;
  /** Named in the User-Agent. Default: this package's version. */
  readonly version?: string | undefined;
  /** How long servers are waited for, in ms; `timeoutSeconds` of a provider goes before `firstByte`. */
  readonly timeouts?: Partial<Omit<Timeouts, "resend">> | undefined;
  /** Folder of the index of built-in plugins. Default: the one that this package ships. */
  readonly builtinFolder?: string | undefined;
}

/** Promises reject with a `MayrosError`: `code`, `message`, `hint`. */
export interface Mayros {
  /** Absolute paths. */
  readonly locations: {
    readonly home: string;
    readonly stateDir: string;
    readonly configPath: string;
  };
  /**
   * One request; parts are pushed to `sink` as they arrive. Rotates keys on rate limits, and goes on to the
   * fallbacks of the default model or of an alias. `opened` says which model answered.
   */
  run(request: RunRequest, sink: PartSink): RunHandle;
  /** A model for generateText, streamText and whatever takes a LanguageModelV4. A ref is asked alone. */
  languageModel(ref: string, options?: ModelOptions): LanguageModelV4;
  /** A model for embed and embedMany. */
  embeddingModel(ref: string, options?: ModelOptions): EmbeddingModelV4;
  /** All models as one AI SDK provider, for registries and `provider("zai/glm-4.7")`. */
  provider(options?: ModelOptions): ModelProvider;
  /** Throws MAYROS_OPERATION_UNSUPPORTED where the model's wire format has no embeddings. */
  embed(request: EmbedRequest): Promise<WholeAnswer<EmbedAnswer>>;
  /** Input tokens of a call, counted by the vendor. Throws MAYROS_OPERATION_UNSUPPORTED where it can't. */
  countTokens(request: CountTokensRequest): Promise<WholeAnswer<number>>;
  readonly models: ModelSettings & {
    list(options?: ListModelsOptions): Promise<ModelRow[]>;
    /** The same by provider, for printing: stored lines in the place of rows where that is all there is. */
    groups(options?: ListModelsOptions): Promise<Iterable<ModelGroup>>;
    /** What a request for it would ask; the default model without a ref. */
    resolve(ref?: string): Promise<ModelDescription>;
    /** Asks servers for their models, a second at most; without `provider` those that are meant. */
    refresh(options?: RefreshModelsOptions): Promise<AskedServer[]>;
    /** Servers of this machine that answer now. */
    detect(): Promise<DetectedServer[]>;
    /** What servers said the last time; asks nobody. */
    seen(filter?: SeenFilter): Promise<SeenSummary[]>;
  };
  readonly plugins: {
    list(): Promise<readonly PluginSummary[]>;
    /** Folders that were to hold a plugin and hold none that can be used. */
    problems(): Promise<readonly PluginProblem[]>;
    /** By the plugin's id or one of its providers'. */
    info(name: string): Promise<PluginInfo>;
    enable(id: string, options?: EnablePluginOptions): Promise<SetPluginEnabledResult>;
    disable(id: string): Promise<SetPluginEnabledResult>;
    /** Puts a package into the folder of installed plugins; it stays off until enabled. `spec`: npm's, a folder, a tarball. */
    install(spec: string, options?: InstallOptions): Promise<InstallResult>;
    /** The newest version of one installed plugin, or of all. */
    update(id?: string, options?: UpdateOptions): Promise<UpdateResult[]>;
    uninstall(id: string, options?: UninstallOptions): Promise<UninstallResult>;
    /** Plugins that are published with the keyword `mayros-plugin`. */
    search(words: readonly string[]): Promise<FoundPlugin[]>;
    /** Holds a plugin's folder against the rules of all plugins; runs nothing of it. */
    validate(folder: string): Promise<PluginValidation>;
    /** What is wrong with plugins and with what the config says of them. */
    doctor(): Promise<PluginFinding[]>;
  };
  readonly auth: {
    /** Every value of `--auth-choice`. */
    choices(): Promise<AuthChoice[]>;
    /** Keys that are set in the environment and that `onboard` could store; never their values. */
    environmentKeys(): Promise<EnvironmentKey[]>;
    /** What is wrong with a key, as far as its shape tells; undefined when it may be right. */
    keyProblem(choice: string, key: string): Promise<string | undefined>;
    /**
     * Asks one model with the key that `onboard` would store. Costs a few tokens. Where the key is of no use at the
     * choice's address, it is tried at those of its `tryOthers`; `choice` of the result is then what to onboard with.
     */
    test(options: TestChoiceOptions): Promise<ChoiceTest>;
    /** What is stored, of one provider or all; no secrets. */
    list(provider?: string): Promise<readonly ListedProfile[]>;
    /** Every way to log in, those of plugins that are off last. */
    methods(): Promise<LoginMethod[]>;
    /** Further words after `mayros models auth` that plugins name for their logins. */
    commandAliases(): Promise<CommandAlias[]>;
    /** Logs in and stores what comes of it; asks by `ui` and opens pages by `openUrl`. */
    login(options: LoginOptions): Promise<LoginResult>;
    pasteApiKey(options: PasteApiKeyOptions): Promise<StoredProfile>;
    /** A token that another program made. */
    pasteToken(options: PasteTokenOptions): Promise<StoredToken>;
    /** In which order the profiles of a provider are tried. */
    readonly order: {
      get(provider: string): Promise<AuthOrder>;
      set(provider: string, profileIds: readonly string[]): Promise<AuthOrder>;
      clear(provider: string): Promise<AuthOrder>;
    };
    /** Renews the tokens of a profile now, or of all that can be renewed. */
    refresh(profileId?: string, options?: RefreshOptions): Promise<RefreshedProfile[]>;
    /** Ends cooldowns: all, or those of a profile id or of a key by its variable or its place in the config. */
    reset(name?: string): Promise<ResetCooldowns>;
    /** Forgets a profile; the vendor is not told. */
    logout(profileId: string): Promise<LogoutResult>;
    /** Forgets all profiles of a provider. */
    logoutProvider(provider: string): Promise<LogoutResult>;
    /** Takes logins over from an auth-profiles.json of OpenClaw or Mayros, which is left as it is. */
    importProfiles(options: ImportOptions): Promise<ImportResult>;
    /** What `restore` would do. Rejects with MAYROS_USAGE where the store is sound. */
    planRestore(): Promise<AuthRestore>;
    /** Puts the newest good backup of the store in the place of one that is damaged or gone, which is kept. */
    restore(): Promise<AuthRestored>;
  };
  onboard(options: OnboardOptions): Promise<OnboardResult>;
  /** Makes a server that no plugin knows a provider of the config. */
  onboardCustom(options: OnboardCustomOptions): Promise<OnboardResult>;
  /** Asks such a server whose wire format it speaks: a tiny request in each style. */
  probeCustom(options: ProbeOptions): Promise<Probe>;
  readonly config: {
    /** Never rejects for a config that is wrong: the issues are the answer. */
    validate(): Promise<ConfigReport>;
    get(path: string): Promise<unknown>;
    /** Writes a value, with every comment kept; also in a file that is not valid yet. */
    set(path: string, value: unknown): Promise<SetConfigResult>;
    unset(path: string): Promise<UnsetConfigResult>;
    /** What a typed value means at `path`: JSON5 where it is that, else text. */
    parseValue(path: string, text: string): Promise<unknown>;
  };
  /** What is wrong on this machine and how to mend it; asks no network. Works on an invalid config, too. */
  doctor(options?: DoctorOptions): Promise<Finding[]>;
  /** Names that this machine has, for what somebody is typing: nothing is checked or asked for it. */
  suggest(what: Suggestable, typed: string): Promise<Suggestion[]>;
  /** Closes databases and idle connections. */
  close(): void;
  /** Resolves when no token of a login is being spent: whoever ends the process before may lose that login. */
  settled(): Promise<void>;
}
