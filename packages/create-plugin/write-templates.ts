// Part of the build: writes the templates beside the bundle, where the command reads them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemplates } from "./src/templates/make-templates.ts";

const templates = makeTemplates(join(import.meta.dirname, "../.."));
writeFileSync(join(import.meta.dirname, "dist/templates.json"), JSON.stringify(templates));
