import { clip } from '../text/fit.ts';
import { defineDocumentRule } from './define-rule.ts';

/** What is done to one instance. */
const CORRECTION =
  /^\s*(?:roll(?:ed)?[ -]?back|revert|restart|reboot|re-?deploy|disable|switch(?:ed)? off|turn(?:ed)? off|isolate|quarantine|suspend|restore|re-?run|re-?send|refund|compensate|apologi[sz]e|notify|inform)(?:e?d)?\b/i;

const said = (text = '') => JSON.stringify(clip(text, 80));

export default defineDocumentRule({
  id: 'capa-correction-as-corrective',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 a', '10.2 b'],
  summary: 'Every action of a corrective CAPA only puts right this instance: rolling back, restarting, refunding.',
  rationale:
    'Correction ends the harm of today; corrective action removes what caused it. A CAPA of the first kind alone leaves the cause where it was.',
  fix: 'Add an action that removes the root cause, or set "kind: correction" and open a corrective CAPA for the cause.',
  kinds: ['capa'],
  check({ value: { kind, actions = [] } }) {
    if (kind !== 'corrective' || actions.length === 0) return undefined;
    if (!actions.every(({ description }) => CORRECTION.test(description ?? ''))) return undefined;
    return {
      place: { pointer: '/actions' },
      message: `Unexpected correction, expected an action against the cause: ${said(actions[0]?.description)}`,
    };
  },
});
