import type { IStylesOptions } from 'docx';

const INK = '1B2126';
const ACCENT = '0B4F6C';

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: ACCENT },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
});

/** The styles that Word knows by name, so that its outline and table of contents work. Sizes are half points. */
export const paragraphStyles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Calibri', size: 22, color: INK, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276 } },
    },
    title: { run: { size: 44, bold: true, color: ACCENT }, paragraph: { spacing: { after: 60 } } },
    heading1: heading(32, 360),
    heading2: heading(25, 240),
  },
  paragraphStyles: [
    { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', next: 'Normal', run: { size: 24, color: '545D66' } },
  ],
};
