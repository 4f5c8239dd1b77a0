// An esbuild plugin: fails a build in which a file that every command loads has a dynamic import bundled into it. Such an
// import makes esbuild wrap every module that it reaches in a function, which V8 parses twice and no start gets back.
import type { Metafile, Plugin } from "esbuild";

/** `output` is the file's name. */
export function refuseWrappedModules(output: string): Plugin {
  return {
    name: "refuse-wrapped-modules",
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile }) => ({
        errors: metafile ? bundledImports(metafile, output).map((text) => ({ text })) : [],
      }));
    },
  };
}

function bundledImports({ inputs, outputs }: Metafile, output: string): string[] {
  const [, built] = Object.entries(outputs).find(([path]) => path.endsWith(`/${output}`)) ?? [];
  return Object.keys(built?.inputs ?? {}).flatMap((from) =>
    (inputs[from]?.imports ?? [])
      .filter(({ kind, external }) => kind === "dynamic-import" && !external)
      .map(({ path }) => `${from} loads ${path} late: give it a file of its own in tsup.config.ts`),
  );
}
