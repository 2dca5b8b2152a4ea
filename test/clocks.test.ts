import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createRepository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const repository = createRepository('fixtures/repos/deadlines');
afterAll(() => repository.remove());

interface Clock {
  readonly regime: string;
  readonly stage: string;
  readonly standing: string;
  readonly certainty: string;
  readonly due_at: string | null;
  readonly relaxed_to: string | null;
}

async function clocksOf(incident: string, asOf: string): Promise<Clock[]> {
  const { stdout } = await run(repository.path, 'clocks', incident, '--as-of', asOf, '--format', 'json');
  return (JSON.parse(stdout) as { clocks: Clock[] }).clocks;
}

const brief = ({ regime, due_at, relaxed_to, standing }: Clock) =>
  [regime, due_at?.slice(0, 16), relaxed_to?.slice(0, 16) ?? 'same', standing].join(' ');

describe('deadlines worked out by hand', () => {
  /*
   * Aware on Friday 18 February 2028, 16:30 in Berlin (15:30Z). The day and hour of the event are not counted.
   *  2 days  → Sunday 20 (ends 22:59Z); by Regulation 1182/71 Monday 21 is the first working day, two make it Tuesday 22
   * 10 days  → Monday 28
   * 15 days  → Saturday 4 March, as February 2028 has 29 days; by 1182/71 Monday 6
   * 72 hours → Monday 21, 15:30Z; by 1182/71 counted from 16:00Z
   *  4 hours from classification (19:00 = 18:00Z) → 22:00Z, before 24 hours from awareness
   *  1 month from Monday 21 February → Tuesday 21 March
   */
  it('over a weekend and the leap day', async () => {
    const clocks = await clocksOf('AI-INC-2028-004', '2028-02-24T12:00:00Z');
    expect(clocks.map(brief)).toEqual([
      'eu-aia-73-general 2028-03-04T22:59 2028-03-06T22:59 running',
      'eu-aia-73-widespread-ci 2028-02-20T22:59 2028-02-22T22:59 missed',
      'eu-aia-73-death 2028-02-28T22:59 same running',
      'eu-aia-73-followup  same waiting',
      'us-ca-sb53 2028-03-04T22:59 same running',
      'us-ny-raise 2028-02-21T18:45 same missed',
      'eu-gdpr-33 2028-02-21T15:30 2028-02-21T16:00 sent-late',
      'eu-nis2-23-a 2028-02-19T15:30 2028-02-19T16:00 sent',
      'eu-nis2-23-b 2028-02-21T15:30 2028-02-21T16:00 sent',
      'eu-nis2-23-d 2028-03-21T22:59 same running',
      'eu-dora-init 2028-02-18T22:00 same sent',
      'eu-dora-interm 2028-02-21T21:00 same missed',
      'eu-dora-final  same waiting',
    ]);
    expect(new Set(clocks.map(({ certainty }) => certainty))).toEqual(new Set(['verified']));
  });

  /*
   * Aware on Good Friday 26 March 2027, 10:00 in Berlin (09:00Z); clocks go forward on Sunday 28; Monday 29 is a holiday.
   *  2 days  → Sunday 28, which ends at 21:59Z, no longer at 22:59Z; two working days make it Wednesday 31
   * 15 days  → Saturday 10 April; by 1182/71 Monday 12
   * 72 hours → Monday 29, 09:00Z, which the clock on the wall calls 11:00
   */
  it('over a change of clocks and holidays', async () => {
    const clocks = await clocksOf('AI-INC-2027-009', '2027-03-30');
    expect(clocks.map(brief)).toEqual([
      'eu-aia-73-general 2027-04-10T21:59 2027-04-12T21:59 running',
      'eu-aia-73-widespread-ci 2027-03-28T21:59 2027-03-31T21:59 missed',
      'eu-aia-73-followup  same waiting',
      'us-ca-sb53 2027-04-10T21:59 same unassessed',
      'us-ny-raise 2027-03-29T09:00 same unassessed',
      'eu-gdpr-33 2027-03-29T09:00 same not-required',
      'eu-nis2-23-a 2027-03-27T09:00 same missed',
      'eu-nis2-23-b 2027-03-29T09:00 same missed',
      'eu-nis2-23-d  same waiting',
      'eu-dora-init 2027-03-27T09:00 same unassessed',
    ]);
    // Before 2 December 2027 it is not settled whether Article 73 binds.
    expect(clocks.filter(({ certainty }) => certainty === 'unsettled').map(({ regime }) => regime)).toEqual([
      'eu-aia-73-general',
      'eu-aia-73-widespread-ci',
      'eu-aia-73-followup',
    ]);
  });

  it('before a regime applies it is voluntary, whatever the date', async () => {
    const { stdout } = await run(
      repository.path,
      'clocks',
      'AI-INC-2026-031',
      '--as-of',
      '2027-06-01',
      '--format',
      'json',
    );
    const { clocks } = JSON.parse(stdout) as { clocks: (Clock & { applies_from: string | null })[] };
    expect(clocks.filter(({ applies_from }) => applies_from !== null).map(brief)).toEqual([
      'eu-aia-73-general 2026-05-19T21:59 same voluntary',
      'us-ny-raise 2026-05-07T13:00 same voluntary',
    ]);
  });

  it('prints a table', async () => {
    const { stdout, code } = await run(repository.path, 'clocks', 'AI-INC-2028-004', '--as-of', '2028-02-24T12:00:00Z');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'fixtures/repos/deadlines.expected.txt'));
  });

  it('an unknown incident is told with the one that may be meant', async () => {
    const { code, stderr } = await run(repository.path, 'clocks', 'AI-INC-2028-040');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'aimscheck: no incident "AI-INC-2028-040"; did you mean "AI-INC-2028-004"?\n',
    });
  });
});

it('what is not verified gives a notice, whatever level the configuration sets', async () => {
  const own = createRepository('fixtures/rules/notification-deadline-missed/bad');
  try {
    const record = join(own.path, 'incidents/AI-INC-2026-031-storm-claims.yml');
    const bank = '  - { regime_id: us-bank-36h, decision: required, assessed_at: 2026-10-05T12:00:00+02:00 }\n';
    writeFileSync(record, readFileSync(record, 'utf8').replace('containment:\n', `${bank}containment:\n`));
    writeFileSync(join(own.path, '.aimscheck.yml'), 'rules: { notification-deadline-missed: error }\n');
    const { stdout } = await run(own.path, 'check', '--as-of', '2026-11-23', '--quiet');
    expect(stdout.split('\n').map((line) => line.split(' ').slice(1, 5).join(' '))).toEqual([
      'error notification-deadline-missed eu-gdpr-33 initial',
      'notice notification-deadline-missed us-bank-36h initial',
      '1 error, 1 notice',
      '',
    ]);
  } finally {
    own.remove();
  }
});

describe('the data set', () => {
  it('is told to be old half a year after it was verified, and not before', async () => {
    const stale = async (asOf: string) => {
      const { stdout } = await run(repository.path, 'check', 'profile.yml', '--as-of', asOf, '--quiet');
      return stdout.split('\n').filter((line) => line.includes('regulatory-data-stale'));
    };
    expect(await stale('2027-05-22')).toEqual([]);
    expect(await stale('2027-05-23')).toEqual([
      'profile.yml:9:1 notice regulatory-data-stale The data of 16 duties that apply was last verified on 2026-11-23, 181 days ago',
    ]);
  });

  const { clocks } = parse(readFileSync(join(ROOT, 'policies/notification-clocks.yml'), 'utf8')) as {
    clocks: { id: string; duration: number | null; unit: string | null; status: string; confidence: string }[];
  };
  const row = (id: string) => clocks.find((one) => one.id === id);

  it('has the periods of Article 73 right, the repealed Colorado notice never active and the proposal marked', () => {
    expect(
      ['general', 'widespread-ci', 'death']
        .map((name) => row(`eu-aia-73-${name}`))
        .map((one) => [one?.duration, one?.unit]),
    ).toEqual([
      [15, 'cal_d'],
      [2, 'cal_d'],
      [10, 'cal_d'],
    ]);
    expect(row('us-co-sb24-205')?.status).toBe('repealed');
    expect(clocks.filter(({ status }) => status === 'proposed').map(({ id }) => id)).toEqual([
      'eu-gdpr-33-com-2025-837',
      'uk-csr-bill',
      'us-circia',
    ]);
    expect(row('eu-gpai-cop-9.3')?.status).toBe('voluntary');
  });
});
