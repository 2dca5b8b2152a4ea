import { type NotificationClock, notificationClocks } from '../../clocks/index.ts';
import type { IncidentFacts, Workspace } from '../../facts/index.ts';
import type { Lookup } from '../input.ts';
import type { NotificationRow } from '../model.ts';
import { instantText } from './promises.ts';

/** Standings in the order in which they need attention; what a stricter duty replaced is left out. */
const ORDER = [
  'missed',
  'sent-late',
  'running',
  'pending',
  'unassessed',
  'no-number',
  'waiting',
  'sent',
  'not-required',
];

/** Every report to an authority that is due, was sent or was found not to be, and everybody else who was told. */
export function notificationRegister({ incidents, profiles }: Workspace, lookup: Lookup): NotificationRow[] {
  const context = { asOf: lookup.asOf, zone: lookup.zone, organisation: profiles[0]?.organisation };
  return incidents
    .flatMap((incident) => [
      ...notificationClocks(incident, context)
        .filter(({ standing }) => standing !== 'replaced')
        .map((clock) => clockRow(clock, incident, lookup)),
      ...noticeRows(incident, lookup),
    ])
    .sort((a, b) => rank(a) - rank(b) || compare(a.due ?? '9999', b.due ?? '9999') || compare(a.incident, b.incident));
}

const rank = ({ status }: NotificationRow) => (ORDER.indexOf(status) + ORDER.length + 1) % (ORDER.length + 1);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function clockRow(clock: NotificationClock, { ref, id = ref.path }: IncidentFacts, lookup: Lookup): NotificationRow {
  const { regime, stage, citation, recipient, standing, due, sentAt, certainty } = clock;
  const doubt = certainty === 'verified' ? '' : `, ${certainty}`;
  return {
    incident: id,
    to: recipient ?? 'authority',
    what: `${regime} ${stage} (${citation}${doubt})`,
    due: due === undefined ? null : instantText(due.at),
    sent: sentAt === undefined ? null : instantText(sentAt),
    status: standing,
    ...lookup.source(ref),
  };
}

function noticeRows({ ref, id = ref.path, told }: IncidentFacts, lookup: Lookup): NotificationRow[] {
  return told.map(({ audience, sentAt, channel }) => {
    const at = lookup.instant(sentAt);
    return {
      incident: id,
      to: audience ?? 'not said',
      what: channel === undefined ? 'notice' : `notice by ${channel}`,
      due: null,
      sent: at === undefined ? null : instantText(at),
      status: at === undefined ? 'not sent' : 'sent',
      ...lookup.source(ref),
    };
  });
}
