import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** Width of the text on A4 with the margins of Word, in twentieths of a point. */
const TEXT_WIDTH = 9026;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'B8BDB5' } as const;

/** A table with a head that is repeated on every page, and rows that no page breaks. */
export function tableOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  weights: readonly number[],
  { rowHeight }: { readonly rowHeight?: number } = {},
): Table {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.round((weight / total) * TEXT_WIDTH));
  const isWide = columns.length > 5;
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      ...(rowHeight === undefined || isHead ? {} : { height: { value: rowHeight, rule: 'atLeast' } }),
      children: columns.map((_, i) => cellOf(cells[i] ?? '', { isHead, isWide, width: widths[i] ?? 0 })),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [row(columns, true), ...rows.map((cells) => row(cells, false))],
  });
}

function cellOf(
  text: string,
  { isHead, isWide, width }: { isHead: boolean; isWide: boolean; width: number },
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: isWide ? 45 : 90, right: isWide ? 45 : 90 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE },
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: 'E8EEF1', color: 'auto' } } : {}),
    children: [
      new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text, size: isWide ? 15 : 18, bold: isHead })] }),
    ],
  });
}
