import type { Block } from '../../types.ts';

/** Verbs with which instructions to operators begin. */
const VERBS = new Set(
  (
    'accept activate add adjust agree alert allow announce apply approve archive ask assemble assess assign attach back begin ' +
    'block bring call cancel capture change check choose clear click clone close collect compare compute configure confirm consider cordon debug define ensure fix reapply redo speak talk ' +
    'connect contact continue convene copy correct count create cut decide delete deploy detach determine disable disconnect ' +
    'do document download drain drop edit enable end enter escalate establish evaluate examine execute export extract fail ' +
    'fetch file fill find flag flip flush follow force forward freeze gather get give go grant halt hand hold identify import ' +
    'increase inform inspect install investigate invoke isolate keep kill launch leave let limit list load lock log look lower ' +
    'make mark measure merge migrate monitor mount move mute note notify observe obtain open order override page pass patch ' +
    'pause perform pick pin place post prepare preserve press prevent promote propose prove publish pull purge push put query ' +
    'quarantine queue raise read reassign rebuild recalculate record recover redeploy redirect reduce refer refresh refuse ' +
    'reject release reload remove rename repeat replace replay report request require reroute rerun reset resolve restart ' +
    'restore restrict resume retain retrain retrieve return revert review revoke rollback roll rotate route run save scale scan ' +
    'schedule score search secure select send separate serve set shift show shut sign silence skip snapshot start state stop ' +
    'store submit suspend swap switch tag take tell terminate test throttle toggle trace transfer trigger turn uninstall unload ' +
    'update upgrade upload use validate verify view wait warn watch withdraw write'
  ).split(' '),
);

const OBLIGED = /\b(?:must|shall|should|has to|have to|needs? to|is to|are to|please|ensure)\s+\w/i;
/** What may stand before the verb: a condition, an order of events. */
const SENTENCE = /(?:^|[.!?:;]\s+|,\s+(?:then\s+)?|\bthen\s+)["'([]?(\p{L}+)/gu;
const NOT_APPLICABLE =
  /\b(?:not applicable|n\/a|does not apply|do not apply|not (?:needed|required|possible|supported)|(?:there is|has) no|none (?:needed|required))\b/i;

/** Whether a reader can act on these blocks: numbered steps, a list of them, a command, or a sentence that says what to do. */
export function isActionable(blocks: readonly Block[]): boolean {
  if (blocks.filter(({ type }) => type === 'item').length > 1) return true;
  return blocks.some(
    ({ type, ordered, text }) =>
      type === 'code' || type === 'row' || ordered === true || (type !== 'heading' && saysWhatToDo(text)),
  );
}

/** Whether the section says itself that it does not apply. */
export function saysItDoesNotApply(blocks: readonly Block[]): boolean {
  return blocks.some(({ type, text }) => type !== 'heading' && NOT_APPLICABLE.test(text));
}

function saysWhatToDo(text: string): boolean {
  const start = text.slice(0, 2_000);
  if (OBLIGED.test(start)) return true;
  for (const [, word = ''] of start.matchAll(SENTENCE)) if (VERBS.has(word.toLowerCase())) return true;
  return false;
}

/** The blocks under the heading that stands on a line, up to the next one of its rank; undefined where none does. */
export function blocksUnder(blocks: readonly Block[], line: number): readonly Block[] | undefined {
  const at = blocks.findIndex((block) => block.type === 'heading' && block.line === line);
  const depth = blocks[at]?.depth;
  if (depth === undefined) return undefined;
  const end = blocks.findIndex((block, i) => i > at && block.type === 'heading' && block.depth <= depth);
  return blocks.slice(at + 1, end < 0 ? undefined : end);
}
