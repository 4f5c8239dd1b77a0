// What a new plugin is made from: texts by path, with `{{name}}` in the place of what a person is asked.

export type TemplateFiles = Readonly<Record<string, string>>;

export interface Templates {
  readonly data: TemplateFiles;
  readonly login: TemplateFiles;
  /** Names that belong to the plugins that ship with Mayros. */
  readonly shipped: {
    readonly plugins: readonly {
      readonly id: string;
      readonly providers: readonly {
        readonly id: string;
        readonly aliases: readonly string[];
        readonly choices: readonly string[];
      }[];
    }[];
    readonly env: readonly string[];
  };
}

/** What stands for each `{{name}}`. */
export interface Wanted {
  /** npm's name. */
  readonly package: string;
  readonly id: string;
  readonly provider: string;
  /** For people: `Acme`. */
  readonly name: string;
  readonly api: string;
  readonly baseUrl: string;
  /** Of `baseUrl`. */
  readonly host: string;
  /** Where the login is; for plugins with one. */
  readonly loginUrl: string;
  readonly loginHost: string;
  /** `ACME` of `ACME_API_KEY`. */
  readonly keyPrefix: string;
  readonly today: string;
  readonly year: string;
}

/** Every `{{name}}` replaced. Throws for one that nobody asked for. */
export function fillIn(text: string, wanted: Wanted): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(wanted, name)) throw new Error(`nothing stands for {{${name}}}`);
    return wanted[name as keyof Wanted];
  });
}
