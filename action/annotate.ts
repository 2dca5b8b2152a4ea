import type { Checked } from '../src/check/index.ts';
import { listedFindings, worstFirst } from '../src/report/findings.ts';
import { selectAnnotations, workflowCommand } from '../src/report/github.ts';
import { count } from '../src/text/plural.ts';
import { openGitHub, type Server, whereAllowed } from './github.ts';
import type { AnnotationsMode } from './inputs.ts';

interface Annotating {
  readonly mode: AnnotationsMode;
  readonly server: Server;
  /** Commit that the check run belongs to. */
  readonly commit: string | undefined;
}

/** Shows findings beside their lines; returns the number of errors among the workflow commands printed. */
export async function annotate({ result }: Checked, { mode, server, commit }: Annotating): Promise<number> {
  if (mode === 'false') return 0;
  const findings = listedFindings(result, 'notice');
  if (mode === 'check-run' && commit !== undefined && server.token !== '') {
    const isWritten = await whereAllowed('Check run', async () => {
      const { writeCheckRun } = await import('../src/github/check-run.ts');
      const { github, name } = await openGitHub(server);
      const summary = `${count(findings.length, 'finding')}; the log and the job summary of the workflow list them all.`;
      await writeCheckRun(github, name, { commit, findings: worstFirst(findings), summary });
    });
    if (isWritten) return 0;
  }
  const { annotations } = selectAnnotations(findings);
  process.stdout.write(annotations.map((annotation) => `${workflowCommand(annotation)}\n`).join(''));
  return annotations.filter(({ severity }) => severity === 'error').length;
}
