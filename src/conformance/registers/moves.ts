import type { Ledger } from '../../history/ledger.ts';
import type { Lookup } from '../input.ts';
import type { MoveRow } from '../model.ts';

/** Every move of a CAPA due date that Git remembers, the silent ones first, then by time. */
export function moveRegister({ capas }: Ledger, lookup: Lookup): MoveRow[] {
  return capas
    .flatMap(({ id, file, moves }) =>
      moves.map(
        (move): MoveRow => ({
          capa: id ?? file,
          at: move.at,
          by: move.by,
          from: move.from,
          to: move.to,
          days: move.days,
          how: howOf(move),
          commit: move.commit,
          ...lookup.source({ kind: 'capa', path: file, index: 0, base: '' }),
        }),
      ),
    )
    .sort((a, b) => Number(a.how.startsWith('justified')) - Number(b.how.startsWith('justified')) || compare(a, b));
}

function howOf({ justified, after_due, approved_by }: Ledger['capas'][number]['moves'][number]): string {
  const late = after_due ? ', after it had passed' : '';
  const by = approved_by === null ? '' : `, approved by ${approved_by}`;
  return `${justified ? 'justified' : 'silent'}${by}${late}`;
}

const compare = (a: MoveRow, b: MoveRow) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.capa < b.capa ? -1 : 1);
