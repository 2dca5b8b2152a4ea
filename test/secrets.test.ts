import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPersonalData } from '../src/text/personal-data.ts';
import { concealSecrets, findSecrets } from '../src/text/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const random = (length: number) => 'Ab3xK9mQ2vT7wZ5'.repeat(20).slice(0, length);
const SECRETS: Readonly<Record<string, string>> = {
  'AWS access key': `AKI${'A'}QWERTY2345ASDFGH`,
  'GitHub token': `gh${'p'}_${random(36)}`,
  'GitLab token': `glpa${'t'}-${random(20)}`,
  'Slack token': `xox${'b'}-123456789012-${random(24)}`,
  'Stripe key': `sk_liv${'e'}_${random(24)}`,
  'Google API key': `AIz${'a'}${random(35)}`,
  'model provider key': `sk${'-'}proj-${random(40)}`,
  'npm token': `np${'m'}_${random(36)}`,
  'JSON web token': `ey${'J'}${random(20)}.ey${'J'}${random(30)}.${random(43)}`,
  'password in a URL': 'Pl0ver-marsh-41',
  'password or key': 'Winter2026x9marsh',
  'bearer token': random(40),
};
const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  'password in a URL': ['postgres://claims_ro:', '@db.halden.example/claims'],
  'password or key': ['db_password: "', '"'],
  'bearer token': ['curl -H "Authorization: Bearer ', '"'],
};

describe('credentials', () => {
  test.each(Object.entries(SECRETS))('%s', (kind, value) => {
    const [before, after] = AROUND[kind] ?? ['Found ', ' in the log'];
    const text = `${before}${value}${after}`;
    expect(findSecrets(text)).toEqual([{ kind, start: before.length, end: before.length + value.length }]);
  });

  test('a private key from its first to its last line', () => {
    const key = ['-----BEGIN RSA PRIVATE KEY-----', random(64), random(20), '-----END RSA PRIVATE KEY-----'].join('\n');
    expect(findSecrets(`x\n${key}\ny`)).toEqual([{ kind: 'private key', start: 2, end: 2 + key.length }]);
  });

  test.each([
    'password: ${DB_PASSWORD}',
    'password: <the one in the vault>',
    'token: secrets.GITHUB_TOKEN',
    'The secret: rotate keys every quarter',
    'api_key: /run/secrets/api_key',
    'secret: vault/claims-triage/production/database',
    'aws_access_key_id: AKIAIOSFODNN7EXAMPLE',
    'sha256: 0e3bcb9614b09a31bc91ba9af52562f69ca7e2f71e7fdb99579d9299c5dab05d',
    'https://user:password@proxy.example/',
    'task-force-2026-review-of-all-systems-in-production',
    'uri: s3://halden-evidence/ai-inc-2026-027/claims-2400.csv',
  ])('no credential: %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it('are blotted out; lengths and lines stay', () => {
    const secret = fc.constantFrom(...Object.entries(SECRETS)).map(([kind, value]) => {
      const [before, after] = AROUND[kind] ?? ['', ''];
      return { text: `${before}${value}${after}`, value };
    });
    const prose = fc.stringMatching(/^[a-z .\n]{0,60}$/);
    fc.assert(
      fc.property(prose, secret, prose, (before, { text, value }, after) => {
        const whole = `${before}\n${text}\n${after}`;
        const shown = concealSecrets(whole);
        expect(shown).not.toContain(value);
        expect(shown.length).toBe(whole.length);
        expect(shown.split('\n').length).toBe(whole.split('\n').length);
      }),
    );
  });
});

describe('personal data', () => {
  test.each([
    ['e-mail address', 'Written to ingrid.solheim@fjordnett.example on Monday'],
    ['phone number', 'Called back on +47 22 01 55 40 twice'],
    ['phone number', 'Mobile: 612-555-0143'],
    ['social security number', 'The form showed 219-09-9999 in full'],
    ['national insurance number', 'Entered as AB123456C by the clerk'],
    ['bank account', 'Paid to GB82 WEST 1234 5698 7654 32 by mistake'],
    ['payment card', 'Card 4539 1488 0343 6467 was read aloud'],
    ['personal id', 'MRN: 00418823 was shown to the wrong ward'],
    ['date of birth', 'born on 1984-03-02, admitted in May'],
    ['name', 'Mr. Tobias Wren asked twice'],
    ['conversation', 'User: what is my tariff? Assistant: it is 12 crowns'],
  ])('%s: %s', (kind, text) => {
    expect(findPersonalData(text).map((found) => found.kind)).toEqual([kind]);
  });

  test.each([
    'Reported to ai-incidents@halden.example and service-desk@halden.example',
    'Scores of 2,400 claims between 2026-03-14T09:30:00+01:00 and 17:00',
    'Build 4111 1111 1111 1112 failed',
    'RB-CLAIMS-01, CAPA-2026-014 and INC0012345678',
    'The model: gradient boosting. The users: claims handlers',
    'Version 1.14.2 replaced 1.13.0 on 2026-10-22',
    'ISO/IEC 42001:2023 10.2, GB 2026 guidance',
    'Missing values in 312-45 of 6789 rows',
  ])('none: %s', (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });
});

it('takes time linear in the length of hostile texts', () => {
  const texts = ['eyJ', 'a@', '1 ', 'AB12 ', 'password', 'x://', '+1', 'sk-', "passphrase: '", 'Mr. A'];
  for (const piece of texts) {
    const text = piece.repeat(200_000 / piece.length);
    const start = performance.now();
    findSecrets(text);
    findPersonalData(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  }
});
