// The packages whose data feed the models.json files, newest first: exactly these bytes. The older one
// has models and providers that the newer one dropped. Both are Mario Zechner's, MIT (NOTICE).
// To move to a newer version: `npm view <name>@<version> dist.integrity`, then `pnpm generate:models`.

export interface ModelPackage {
  readonly name: string;
  readonly version: string;
  /** Of the tarball, as npm states it. */
  readonly integrity: string;
  /** `json-folder`: a file per provider and their hashes. `js-module`: one object literal. */
  readonly shape: "json-folder" | "js-module";
  /** Where the data is, inside the package. */
  readonly path: string;
}

export const modelPackages: readonly ModelPackage[] = [
  {
    name: "@earendil-works/pi-ai",
    version: "1.5.2",
    integrity:
      "sha512-2tWPSnV3qzfiDIY3aWluBag3vC++Vs+VsXt/UquSU5onPMohPih72FUhIhaqmDdMYubOgB3Byl9uF4Vk40JLvQ==",
    shape: "json-folder",
    path: "dist/providers/data",
  },
  {
    name: "@mariozechner/pi-ai",
    version: "0.58.3",
    integrity:
      "sha512-jdj6+Us94Ayrf4/rdSs7b7yCon8qMHAgU1qVQT/IIGHPgAktilD2Fkb4dv2LtgGr0Z5YKY2CAj9hyESKA6VbHw==",
    shape: "js-module",
    path: "dist/models.generated.js",
  },
];
