import PDFDocument from 'pdfkit';
import { nameCharacter, terminalText } from '../../text/escape.ts';
import { FONTS } from './fonts.ts';

const MARGIN = 52;
const INK = '#1b2126';
const SOFT = '#545d66';
const RULE = '#d0d3cd';
const ACCENT = '#0b4f6c';
const HEADINGS = { 1: 26, 2: 16, 3: 12 } as const;
type Level = keyof typeof HEADINGS;

export interface PdfColumn {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly weight: number;
}

/** Writes tagged text from top to bottom: headings with bookmarks, paragraphs, lists and tables. */
export interface PdfWriter {
  readonly heading: (level: Level, text: string) => void;
  readonly paragraph: (text: string, style?: { readonly soft?: boolean; readonly bold?: boolean }) => void;
  readonly list: (items: readonly string[], style?: { readonly ordered?: boolean }) => void;
  readonly table: (
    columns: readonly PdfColumn[],
    rows: readonly (readonly string[])[],
    /** Least height of a row, in points. */
    style?: { readonly rowHeight?: number },
  ) => void;
  readonly newPage: () => void;
  readonly attach: (file: { readonly name: string; readonly type: string; readonly content: string }) => void;
  readonly finish: (footer: string) => Promise<Uint8Array>;
}

export interface PdfProperties {
  readonly title: string;
  readonly created: Date;
  readonly author?: string;
}

type Doc = InstanceType<typeof PDFDocument>;
type Struct = ReturnType<Doc['struct']>;

/**
 * A PDF/UA-1 document with embedded fonts. Streams are not compressed: what zlib makes of them differs between
 * machines, and the same report is to be the same bytes everywhere.
 */
export function openPdf({ title, created, author }: PdfProperties): PdfWriter {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    // Not among the typed ones yet.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    compress: false,
    bufferPages: true,
    // Typed as a path only; bytes do as well, and keep the standard fonts from being looked for.
    font: FONTS.regular as unknown as string,
    info: {
      Title: title,
      ...(author === undefined ? {} : { Author: author }),
      Creator: 'aimscheck',
      Producer: 'aimscheck',
      CreationDate: created,
      ModDate: created,
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  doc.registerFont('regular', FONTS.regular);
  doc.registerFont('bold', FONTS.bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const show = coverage(doc);
  const width = doc.page.width - 2 * MARGIN;
  const bottom = doc.page.height - MARGIN;
  const outlines: Partial<Record<Level, ReturnType<Doc['outline']['addItem']>>> = {};

  const add = (parent: Struct, type: string, draw: () => void): void => {
    const element = doc.struct(type, {}, draw);
    parent.add(element);
  };
  const room = (needed: number): void => {
    if (doc.y + needed > bottom) doc.addPage();
  };

  const heading = (level: Level, text: string): void => {
    const size = HEADINGS[level];
    // With what follows: a heading alone at the foot of a page is lost.
    room(size * (level === 3 ? 9 : 6));
    doc.moveDown(level === 1 ? 0 : 0.8);
    add(root, `H${level}`, () => {
      doc
        .font('bold')
        .fontSize(size)
        .fillColor(level === 3 ? INK : ACCENT)
        .text(show(text), MARGIN, doc.y, { width });
    });
    doc.moveDown(0.35);
    const parent = level === 3 ? (outlines[2] ?? doc.outline) : doc.outline;
    outlines[level] = parent.addItem(show(text));
  };

  const paragraph: PdfWriter['paragraph'] = (text, { soft = false, bold = false } = {}) => {
    // A line in bold heads what follows.
    room(bold ? 72 : 28);
    add(root, 'P', () => {
      doc
        .font(bold ? 'bold' : 'regular')
        .fontSize(10)
        .fillColor(soft ? SOFT : INK)
        .text(show(text), MARGIN, doc.y, { width, lineGap: 1.5 });
    });
    doc.moveDown(0.45);
  };

  const list: PdfWriter['list'] = (items, { ordered = false } = {}) => {
    if (items.length === 0) return;
    const element = doc.struct('L');
    root.add(element);
    const indent = ordered ? 20 : 14;
    for (const [i, item] of items.entries()) {
      room(28);
      const entry = doc.struct('LI');
      element.add(entry);
      const y = doc.y;
      add(entry, 'Lbl', () =>
        doc
          .font('regular')
          .fontSize(10)
          .fillColor(SOFT)
          .text(ordered ? `${i + 1}.` : '•', MARGIN, y),
      );
      add(entry, 'LBody', () =>
        doc.fillColor(INK).text(show(item), MARGIN + indent, y, { width: width - indent, lineGap: 1.5 }),
      );
      entry.end();
      doc.moveDown(0.25);
    }
    element.end();
    doc.moveDown(0.3);
  };

  const table: PdfWriter['table'] = (columns, rows, { rowHeight = 0 } = {}) => {
    const total = columns.reduce((sum, { weight }) => sum + weight, 0);
    const widths = columns.map(({ weight }) => (weight / total) * width);
    const element = doc.struct('Table');
    root.add(element);
    const titles = columns.map((column) => show(column.title));
    drawRow(element, titles, { isHead: true });
    for (const row of rows) drawRow(element, row.map(show), { isHead: false });
    element.end();
    doc.y += 8;

    function drawRow(parent: Struct, cells: readonly string[], { isHead }: { isHead: boolean }): void {
      doc.font(isHead ? 'bold' : 'regular').fontSize(8);
      const heights = cells.map((cell, i) => doc.heightOfString(cell, { width: (widths[i] ?? 0) - 6 }));
      const height = Math.max(...heights, isHead ? 10 : Math.max(10, rowHeight - 6)) + 6;
      room(isHead ? height * 3 : height);
      const y = doc.y;
      const line = doc.struct('TR');
      parent.add(line);
      let x = MARGIN;
      cells.forEach((cell, i) => {
        const left = x;
        const options = isHead ? { scope: 'Column' as const } : {};
        const draw = (): void => {
          doc.fillColor(isHead ? SOFT : INK).text(cell, left, y + 3, { width: (widths[i] ?? 0) - 6 });
        };
        line.add(doc.struct(isHead ? 'TH' : 'TD', options as object, draw));
        x += widths[i] ?? 0;
      });
      line.end();
      rule(y + height, isHead ? INK : RULE);
      doc.y = y + height;
    }
  };

  function rule(y: number, color: string): void {
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + width, y)
      .lineWidth(0.5)
      .strokeColor(color)
      .stroke();
    doc.endMarkedContent();
  }

  const finish: PdfWriter['finish'] = async (footer) => {
    root.end();
    const { start, count } = doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      doc.switchToPage(page);
      doc.page.margins.bottom = 0;
      doc.markContent('Artifact', { type: 'Pagination' });
      doc.font('regular').fontSize(8).fillColor(SOFT);
      doc.text(show(`${footer}  ·  ${page + 1} of ${count}`), MARGIN, doc.page.height - 34, {
        width,
        align: 'right',
        lineBreak: false,
      });
      doc.endMarkedContent();
    }
    doc.end();
    await ended;
    return Buffer.concat(chunks);
  };

  return {
    heading,
    paragraph,
    list,
    table,
    newPage: () => void doc.addPage(),
    attach: ({ name, type, content }) => {
      doc.file(Buffer.from(content), { name, type, creationDate: created, modifiedDate: created } as object);
    },
    finish,
  };
}

/** A text as the font can show it: characters it lacks are named by their code. */
function coverage(doc: Doc): (text: string) => string {
  doc.font('regular');
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })._font;
  const known = new Map<string, string>();
  const shown = (character: string): string => {
    const found =
      known.get(character) ??
      (font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ? character : nameCharacter(character));
    known.set(character, found);
    return found;
  };
  return (text) => [...terminalText(text)].map(shown).join('');
}
