// The built packages in a node_modules of their own, as whoever installs them has them: imported by name,
// without sources, and undisturbed by a build at the same time.
import { cpSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../packages");

export function installPackages(folder: string): void {
  const modules = join(folder, "node_modules");
  for (const name of ["core", "wire", "sdk"]) {
    const built = join(packages, name);
    if (!existsSync(join(built, "dist"))) {
      throw new Error(`packages/${name} is not built: npx -y pnpm@12.21.0 run build`);
    }
    for (const part of ["package.json", "dist"]) {
      cpSync(join(built, part), join(modules, "@mayros", name, part), { recursive: true });
    }
  }
  symlinkSync(join(packages, "wire/node_modules/@ai-sdk"), join(modules, "@ai-sdk"), "dir");
}
