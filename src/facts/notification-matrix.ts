import type { Block } from '../types.ts';

/** Who may send or approve a notice by a table of the policy, as written there, with the line. */
export interface NoticeAuthority {
  readonly who: string;
  readonly line: number;
}

const TOLD = /^(?:who(?:m| is told)|audience|recipient|report(?:ed)? to|notified|stakeholder|party|authority)/i;
const SENDS = /^(?:sent by|sender|sends|told by|notified by|approved by|approves|approver|released by|by whom)/i;

/** Cells under "Sent by", "Approved by" and the like, in tables that also say who is told. */
export function noticeAuthorities(blocks: readonly Block[]): NoticeAuthority[] {
  return blocks.flatMap(({ type, header = [], cells = [], line }) => {
    if (type !== 'row' || !header.some((title) => TOLD.test(title.trim()))) return [];
    const columns = header.flatMap((title, i) => (SENDS.test(title.trim()) ? [i] : []));
    return columns.flatMap((i) => (cells[i]?.trim() ? [{ who: cells[i].trim(), line }] : []));
  });
}
