import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { PrintedLetter } from './rules/letter-print.ts';

const font = { ascii: 'Arial', eastAsia: '宋体', hAnsi: 'Arial' };
const whole = { size: 100, type: WidthType.PERCENTAGE } as const;

/** The letter as a Word document: the same words and figures as the PDF, to work with. */
export function docxOf(printed: PrintedLetter): Promise<Buffer> {
  const document = new Document({
    title: printed.title,
    creator: printed.bank,
    styles: { default: { document: { run: { font, size: 21 } } } },
    sections: [{ footers: { default: footer(printed) }, children: childrenOf(printed) }],
  });
  return Packer.toBuffer(document);
}

function childrenOf(printed: PrintedLetter): (Paragraph | Table)[] {
  return [
    line(printed.bank, { center: true }),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: printed.heading, bold: true, size: 36, font })],
    }),
    line(`编号：${printed.no}　　${printed.stateText}`),
    table(printed.parties),
    ...[printed.adopted, printed.replaces].filter((one) => one !== '').map((one) => line(one)),
    heading('一、目标'),
    table(printed.metricRows, printed.metricHead),
    line(printed.unitNote),
    ...(printed.levelRows.length === 0 ? [] : [table(printed.levelRows, printed.levelHead)]),
    heading('二、口径与数据来源'),
    table(printed.definitions, ['指标', '口径', '数据来源', '计分方式']),
    heading('三、管户'),
    line(printed.customersText),
    ...(printed.levels.length === 0
      ? []
      : [table(printed.levels, ['层级', '户数', '上年存款日均', '上年贷款日均'])]),
    heading('四、银行承诺的资源'),
    ...numbered(printed.promises),
    ...printed.clauses.flatMap((clause) => [heading(clause.title), ...numbered(clause.items)]),
    heading('签署'),
    table(
      [printed.signatures.map((one) => `${one.name}　${one.at}`)],
      printed.signatures.map((one) => one.side),
    ),
    line(printed.hashNote),
    ...(printed.list.length === 0
      ? []
      : [
          heading('附：管户名单'),
          line(printed.listNote),
          table(printed.list, ['客户号', '名称', '层级']),
        ]),
  ];
}

function line(text: string, wish: { readonly center?: boolean } = {}): Paragraph {
  return new Paragraph({
    spacing: { before: 80, after: 80 },
    ...(wish.center === true ? { alignment: AlignmentType.CENTER } : {}),
    children: [new TextRun({ text, font })],
  });
}

function heading(text: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_2,
    spacing: { before: 240, after: 120 },
    children: [new TextRun({ text, bold: true, size: 24, font })],
  });
}

function numbered(items: readonly string[]): Paragraph[] {
  return items.map((item, at) => line(`${at + 1}. ${item}`));
}

function table(rows: readonly (readonly string[])[], head: readonly string[] = []): Table {
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      children: cells.map(
        (text) =>
          new TableCell({
            children: [
              new Paragraph({ children: [new TextRun({ text, bold: isHead, size: 18, font })] }),
            ],
          }),
      ),
    });
  return new Table({
    width: whole,
    rows: [...(head.length === 0 ? [] : [row(head, true)]), ...rows.map((one) => row(one, false))],
  });
}

function footer(printed: PrintedLetter): Footer {
  return new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({ text: `SHA-256 ${printed.hash}　${printed.no}　`, size: 14, font }),
          new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 14 }),
        ],
      }),
    ],
  });
}
