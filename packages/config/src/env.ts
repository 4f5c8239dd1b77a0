// Environment variables as everything here gets them: handed in, never read from the process.

export type Env = Readonly<Record<string, string | undefined>>;
