import { openPdf, type PdfWriter } from '../report/pdf/writer.ts';
import { columnWeights, type Part, type PrintedPolicy, SIGNATURE_COLUMNS } from './model.ts';

/** Points. */
const ROOM_FOR_A_PEN = 44;

/** A policy as a tagged PDF with bookmarks and page numbers. */
export async function printPdf(policy: PrintedPolicy): Promise<Uint8Array> {
  const { title, organisation, control, parts, signatures, printedOn } = policy;
  const pdf = openPdf({ title, created: printedOn, author: organisation });
  pdf.heading(1, title);
  pdf.paragraph(organisation, { soft: true });
  pdf.table(
    [
      { title: 'Document control', weight: 1 },
      { title: 'Entry', weight: 3 },
    ],
    control,
  );
  for (const part of parts) write(pdf, part);
  pdf.heading(2, 'Signatures');
  pdf.table(
    SIGNATURE_COLUMNS.map((column, i) => ({ title: column, weight: i === 3 ? 2 : 1 })),
    signatures.map(({ role, name }) => [role, name, '', '']),
    { rowHeight: ROOM_FOR_A_PEN },
  );
  const version = control.filter(([label]) => label === 'Version').map(([, value]) => `version ${value}`);
  return pdf.finish([organisation, title, ...version].join(' · '));
}

function write(pdf: PdfWriter, part: Part): void {
  if (part.kind === 'heading') pdf.heading(part.level, part.text);
  else if (part.kind === 'list') pdf.list(part.items, { ordered: part.isOrdered });
  else if (part.kind === 'table') {
    const weights = columnWeights(part.columns, part.rows);
    pdf.table(
      part.columns.map((title, i) => ({ title, weight: weights[i] ?? 1 })),
      part.rows,
    );
  } else pdf.paragraph(part.text);
}
