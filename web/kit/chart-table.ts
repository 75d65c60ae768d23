/** The figures behind a chart, as text: titles, then one line for each label. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The table as CSV for a spreadsheet: byte order mark, CRLF, no cell that could be a formula
 * (a negative number is none).
 */
export function csvOf({ head, rows }: ChartTable): string {
  const lines = [head, ...rows].map((line) => line.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const formula = /^[=+@\t\r\uFF0B\uFF0D\uFF1D\uFF20]|^-(?!\d[\d.]*%?$)/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
