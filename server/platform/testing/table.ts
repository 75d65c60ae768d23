/**
 * A text table of a test: the first line names the columns, `|` separates them, blanks around a
 * cell are dropped. Empty lines and lines that begin with `#` are skipped. A row with another
 * number of cells throws, so that a slip of the pen never passes as an empty cell.
 *
 *   for (const row of table(`grade | quotaFen
 *     junior | 100`)) row.quotaFen; // a column that is not in the header does not compile
 */
export function table<const Text extends string>(text: Text): Row<Text>[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [header = '', ...rows] = lines;
  const columns = cells(header);
  return rows.map((row) => {
    const values = cells(row);
    if (values.length !== columns.length) {
      throw new Error(`${values.length} cells for ${columns.length} columns: ${row}`);
    }
    return Object.fromEntries(
      columns.map((column, index) => [column, values[index] ?? '']),
    ) as Row<Text>;
  });
}

function cells(line: string): string[] {
  return line.split('|').map((cell) => cell.trim());
}

/** The columns of a literal table become the keys of its rows; any column for a computed text. */
export type Row<Text extends string> = string extends Text
  ? Record<string, string>
  : Record<Columns<Header<Text>>, string>;

type Header<Text extends string> = Text extends `${infer Line}\n${infer Rest}`
  ? Trim<Line> extends '' | `#${string}`
    ? Header<Rest>
    : Line
  : Text;
type Columns<Line extends string> = Line extends `${infer Cell}|${infer Rest}`
  ? Trim<Cell> | Columns<Rest>
  : Trim<Line>;
type Trim<Text extends string> = Text extends ` ${infer Rest}`
  ? Trim<Rest>
  : Text extends `${infer Rest} `
    ? Trim<Rest>
    : Text;
