// One line of models.tsv: the columns that `mayros models list` shows, so that listing 1,600 models
// parses no JSON.
import {
  formatModelLine,
  type ModelColumns,
  type ModelDeclaration,
  modelColumns,
} from "@mayros/core";

/** What a plugin wrote must neither break a line nor drive a terminal. */
const clean = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

/** The line that is printed where nothing else is known of the model. */
export function formatListLine(provider: string, declaration: ModelDeclaration): string {
  return clean(formatModelLine(`${provider}/${declaration.id}`, modelColumns(declaration)));
}

export function formatListRow(declaration: ModelDeclaration): string {
  const row = modelColumns(declaration);
  const columns = [
    clean(row.id),
    clean(row.name),
    row.input,
    row.reasoning ? "1" : "0",
    row.contextWindow,
    row.maxTokens,
    row.inputCost,
    row.outputCost,
    ...(row.api === undefined ? [] : [clean(row.api)]),
  ];
  return `${columns.join("\t")}\n`;
}

/** Parses a block of models.tsv. */
export function parseListRows(block: string): ModelColumns[] {
  const rows: ModelColumns[] = [];
  for (const line of block.split("\n")) {
    if (line === "") continue;
    const [id = "", name = "", input = "", reasoning, window, most, inputCost, outputCost, api] =
      line.split("\t");
    rows.push({
      id,
      name,
      input,
      reasoning: reasoning === "1",
      contextWindow: Number(window),
      maxTokens: Number(most),
      inputCost: Number(inputCost),
      outputCost: Number(outputCost),
      ...(api === undefined ? {} : { api }),
    });
  }
  return rows;
}
