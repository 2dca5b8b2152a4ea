import { AlignmentType, Document, Footer, Header, LevelFormat, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { paragraphStyles } from './docx-styles.ts';
import { tableOf } from './docx-table.ts';
import { columnWeights, type Part, type PrintedPolicy, SIGNATURE_COLUMNS } from './model.ts';
import { settled } from './settled-zip.ts';

/** A policy for Word: real heading styles, tables with a repeated head, page numbers, document properties. */
export async function printDocx(policy: PrintedPolicy): Promise<Uint8Array> {
  const { title, organisation, control, signatures, printedOn } = policy;
  const version = control.find(([label]) => label === 'Version')?.[1];
  const document = new Document({
    title,
    subject: 'Policy of the AI management system (ISO/IEC 42001)',
    creator: organisation,
    lastModifiedBy: organisation,
    description: control.map(([label, value]) => `${label}: ${value}`).join('; '),
    styles: paragraphStyles,
    numbering: { config: [listOf('bullets', LevelFormat.BULLET, '•'), listOf('numbers', LevelFormat.DECIMAL, '%1.')] },
    sections: [
      {
        headers: { default: new Header({ children: [small(`${organisation} · ${title}`)] }) },
        footers: { default: new Footer({ children: [pageNumber(version)] }) },
        children: [
          new Paragraph({ text: title, style: 'Title' }),
          new Paragraph({ text: organisation, style: 'Subtitle' }),
          tableOf(['Document control', 'Entry'], control, [1, 3]),
          ...policy.parts.flatMap(childrenOf),
          new Paragraph({ text: 'Signatures', style: 'Heading1' }),
          tableOf(
            SIGNATURE_COLUMNS,
            signatures.map(({ role, name }) => [role, name, '', '']),
            [2, 2, 1, 3],
            { rowHeight: 900 },
          ),
        ],
      },
    ],
  });
  return settled(await Packer.toBuffer(document), printedOn);
}

function listOf(reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  const style = { paragraph: { indent: { left: 500, hanging: 300 } } };
  return { reference, levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style }] };
}

function childrenOf(part: Part, index: number) {
  if (part.kind === 'heading') return [new Paragraph({ text: part.text, style: `Heading${part.level - 1}` })];
  if (part.kind === 'table')
    return [tableOf(part.columns, part.rows, columnWeights(part.columns, part.rows)), new Paragraph({})];
  if (part.kind === 'code')
    return part.text
      .split('\n')
      .map((line) => new Paragraph({ children: [new TextRun({ text: line, font: 'Courier New' })] }));
  if (part.kind === 'paragraph') return [new Paragraph({ text: part.text })];
  const reference = part.isOrdered ? 'numbers' : 'bullets';
  // Each list is an instance of its own, so that it counts from one.
  return part.items.map((text) => new Paragraph({ text, numbering: { reference, level: 0, instance: index } }));
}

const small = (text: string) => new Paragraph({ children: [new TextRun({ text, size: 16, color: '545D66' })] });

function pageNumber(version: string | undefined): Paragraph {
  const before = version === undefined ? 'Page ' : `Version ${version} · page `;
  const children = [before, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children, size: 16, color: '545D66' })],
  });
}
