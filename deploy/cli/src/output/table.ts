/** Wide enough for a reason to be understood, narrow enough for a screen. */
const WIDEST = 60;

/** Columns under their names, aligned, two spaces apart. */
export function table(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [columns, ...rows.map((row) => row.map(cell))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = lines.map((line) => line.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  '));
  return aligned.map((line) => line.trimEnd()).join('\n');
}

/** A name and its value per line. */
export function facts(pairs: readonly (readonly [name: string, value: string | number | null])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${plain(String(value ?? '-'))}`).join('\n');
}

/** What came from outside must neither move the cursor nor hide what stands beside it. */
export function plain(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, '');
}

function cell(value: string | number | null): string {
  const text = plain(String(value ?? '-')).replaceAll(/\s+/g, ' ');
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
