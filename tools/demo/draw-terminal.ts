// Draws command lines and their output as the picture of a terminal, for the README. SVG text, so that
// it stays sharp, small and searchable.

const LINE = 19;
const LEFT = 18;
const TOP = 52;
/** Width of a character at this size in the monospace fonts that browsers have. */
const CHARACTER = 8.1;

const toXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function drawLine(line: string, index: number): string {
  const y = TOP + index * LINE;
  const isCommand = line.startsWith("$ ");
  const kind = isCommand ? "command" : line.startsWith("·") ? "note" : "output";
  return `<text x="${LEFT}" y="${y}" class="${kind}" xml:space="preserve">${toXml(line)}</text>`;
}

export function drawTerminal(lines: readonly string[]): string {
  const widest = Math.max(...lines.map((line) => line.length));
  const width = Math.ceil(LEFT * 2 + widest * CHARACTER);
  const height = TOP + lines.length * LINE;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>The mayros command in a terminal</title>
<style>
text { font: 13.5px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.command { fill: #f2f4f8; font-weight: 600; }
.output { fill: #b7c0cc; }
.note { fill: #7f9fbf; }
</style>
<rect width="100%" height="100%" rx="10" fill="#171b22"/>
<circle cx="22" cy="20" r="6" fill="#e0655f"/><circle cx="42" cy="20" r="6" fill="#e2b04a"/><circle cx="62" cy="20" r="6" fill="#5fb56a"/>
${lines.map(drawLine).join("\n")}
</svg>
`;
}
