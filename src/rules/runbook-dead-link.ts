import { defineWorkspaceRule } from './define-rule.ts';
import { isDead, linkedPath, relativePath } from './shared/local-path.ts';

export default defineWorkspaceRule({
  id: 'runbook-dead-link',
  section: null,
  layer: 'implementation',
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A link in a runbook leads to a file that the repository does not have. Addresses are not looked up.',
  rationale: 'Whoever follows the link at night loses the minutes that the runbook was written to save.',
  fix: 'Correct the link, or remove it.',
  check({ runbooks, surroundings }) {
    if (!surroundings) return;
    return runbooks.flatMap(({ ref, readiness }) =>
      readiness.links.flatMap(({ target, line }) => {
        const path = relativePath(target) ?? (/^[\w-]+\.md(?:#|$)/.test(target) ? target.split('#')[0] : undefined);
        const meant = path === undefined ? undefined : linkedPath(path, ref.path);
        if (meant === undefined || !isDead(placesOf(meant), surroundings)) return [];
        return { document: ref, place: { line }, message: `Link to ${JSON.stringify(target)} leads to no file` };
      }),
    );
  },
});

/** Site generators link pages without their ending. */
function placesOf(path: string): string[] {
  return /\.\w+$/.test(path) ? [path] : [path, `${path}.md`, `${path}/README.md`];
}
