// The public face of the SDK: one function per thing that a person can do with the command.
import type { ListModelsOptions, ModelDescription, ModelRow } from "@mayros/catalog";
import type { Environment, LanguageModelV4, PartSink } from "@mayros/core";
import type { RunHandle } from "@mayros/engine";
import type { PluginState } from "@mayros/plugin-host";
import type { AuthChoice } from "./auth/auth-choices.ts";
import type { PasteApiKeyOptions, ProfileSummary, StoredProfile } from "./auth/profiles.ts";
import type { ConfigReport } from "./config/config-commands.ts";
import type { SetDefaultModelResult } from "./models/set-default-model.ts";
import type { OnboardOptions, OnboardResult } from "./onboard.ts";
import type { SetPluginEnabledResult } from "./plugins/set-plugin-enabled.ts";
import type { RunRequest } from "./run/start-run.ts";

export interface MayrosOptions {
  /** Default: the environment of this process. `MAYROS_HOME`, `MAYROS_STATE_DIR` and `MAYROS_CONFIG_PATH` say where things are. */
  readonly env?: Environment | undefined;
  /** Told once of each thing that is wrong but not fatal. Default: nothing. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Named in the User-Agent. Default: this package's version. */
  readonly version?: string | undefined;
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
  /** One request; parts are pushed to `sink` as they arrive. Rotates keys on rate limits. */
  run(request: RunRequest, sink: PartSink): RunHandle;
  /** A model for generateText, streamText and whatever takes a LanguageModelV4. */
  languageModel(ref: string): LanguageModelV4;
  readonly models: {
    list(options?: ListModelsOptions): Promise<ModelRow[]>;
    /** What a request for it would ask; the default model without a ref. */
    resolve(ref?: string): Promise<ModelDescription>;
    setDefault(ref: string): Promise<SetDefaultModelResult>;
  };
  readonly plugins: {
    list(): Promise<readonly PluginState[]>;
    enable(id: string): Promise<SetPluginEnabledResult>;
    disable(id: string): Promise<SetPluginEnabledResult>;
  };
  readonly auth: {
    /** Every value of `--auth-choice`. */
    choices(): Promise<AuthChoice[]>;
    list(provider?: string): Promise<readonly ProfileSummary[]>;
    pasteApiKey(options: PasteApiKeyOptions): Promise<StoredProfile>;
    logout(profileId: string): Promise<void>;
  };
  onboard(options: OnboardOptions): Promise<OnboardResult>;
  readonly config: {
    /** Never rejects for a config that is wrong: the issues are the answer. */
    validate(): Promise<ConfigReport>;
    get(path: string): Promise<unknown>;
  };
  /** Closes databases and idle connections. */
  close(): void;
}
