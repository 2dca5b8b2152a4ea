import { describe, expect, it } from 'vitest';
import { loadDefinitions } from '../src/check/policy.ts';
import { checkDefinition } from '../src/recognise/index.ts';
import { completeDefinitions, type WrittenDefinition } from '../src/recognise/inherit.ts';

describe('policy definitions', async () => {
  const definitions = await loadDefinitions();

  it.each(definitions.map((compiled) => [compiled.definition.type, compiled] as const))(
    '%s: every phrase can be read, every topic can be recognised, no key stands twice',
    (_, compiled) => {
      checkDefinition(compiled);
      const { sections } = compiled.definition;
      const keys = [
        ...sections.map(({ key }) => key),
        ...sections.flatMap(({ topics }) => topics.map(({ key }) => key)),
      ];
      expect(keys.length).toBe(new Set(keys).size);
      for (const { topics, aliases } of sections) {
        expect(Object.values(aliases).flat().length).toBeGreaterThan(0);
        for (const topic of topics)
          expect([topic.headings, topic.strong ?? topic.local ?? topic.structure]).not.toContain(undefined);
      }
    },
  );

  it('there are the eight policies of the standard', () => {
    expect(definitions.map(({ definition }) => definition.title)).toEqual([
      'AI Incident Management Policy',
      'AI Data Governance Policy',
      'AI Human Oversight Policy',
      'AI System Impact Assessment Policy',
      'AI Management System (AIMS) Policy',
      'AI Monitoring and Performance Evaluation Policy',
      'AI Risk Management Policy',
      'AI Transparency and Explainability Policy',
    ]);
  });

  it('a definition that inherits from none that exists is refused by name', () => {
    const written = {
      type: 'ai-procurement',
      title: 'AI Procurement Policy',
      references: [],
      sections: [],
      recognition: { inherits: 'ai-purchases', type: { subject: [], titles: {}, other_titles: [], body: [] } },
    };
    expect(() => completeDefinitions([written as WrittenDefinition])).toThrow(
      'definition "ai-procurement": "inherits: ai-purchases" names no definition',
    );
  });
});
