import { describe, expect, test } from 'vitest';
import { render, repeat } from './data/reports/render.ts';
import { NEGLECTED } from './data/reports/sample.ts';

describe('markdown', () => {
  const limits = [2_000, 20_000, 60_000];

  test.each(limits)('fits %i bytes and counts what it left out', async (maxBytes) => {
    const markdown = await render('markdown', { ...NEGLECTED, findings: repeat('error', 2000) }, { maxBytes });
    const rows = markdown.split('\n').filter((line) => line.startsWith('| ❌')).length;
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(maxBytes * 0.8);
    expect(markdown).toContain(`**${2000 - rows} findings not shown here** (${2000 - rows} errors)`);
    expect(markdown).toContain('| lessons-learned-and-aims-integration |');
  });

  test('is cut, and says so, where even the frame of the report does not fit', async () => {
    const markdown = await render('markdown', NEGLECTED, { maxBytes: 200 });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(200);
    expect(markdown).toMatch(/… \d+ bytes cut\n$/);
  });

  test('links lines where an address is given', async () => {
    const permalink = (file: string, line: number): string =>
      `https://git.example/acme/aims/blob/4f1c2a9/${file}#L${line}`;
    const markdown = await render('markdown', NEGLECTED, { permalink });
    expect(markdown).toContain('[`profile.yml:12`](https://git.example/acme/aims/blob/4f1c2a9/profile.yml#L12)');
  });
});
