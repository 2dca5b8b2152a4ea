import { productsNamed, productsUsed } from '../products/index.ts';
import { isRecord } from '../text/is-record.ts';
import type { Markdown } from '../types.ts';

/** A product that a policy says is used, and the line that says so first. */
export interface ProductUse {
  readonly product: string;
  readonly line: number;
}

/** What a profile names as in use for one purpose. */
export interface ToolAnswer {
  /** Path in the profile as policies/products.yml writes it: `tools.paging`. */
  readonly place: string;
  readonly text: string;
  readonly pointer: string;
}

/** Products that the prose and the tables of a policy say are used, each once. */
export function productUses({ blocks, source = [] }: Markdown): ProductUse[] {
  const first = new Map<string, number>();
  for (const { type, text, line, endLine } of blocks) {
    if (type === 'heading' || type === 'code' || type === 'html') continue;
    for (const { product, text: spelling } of productsUsed(text)) {
      if (first.has(product.name)) continue;
      const lines = source.slice(line - 1, endLine);
      first.set(
        product.name,
        line +
          Math.max(
            0,
            lines.findIndex((one) => one.includes(spelling)),
          ),
      );
    }
  }
  return Array.from(first, ([product, line]) => ({ product, line }));
}

/** What a profile answers for each kind of product. */
export function toolAnswers(profile: Readonly<Record<string, unknown>>): ToolAnswer[] {
  const lists = (['cloud_providers', 'identity_systems'] as const).flatMap((place) => {
    const answers: readonly unknown[] = Array.isArray(profile[place]) ? profile[place] : [];
    return answers.flatMap((answer, i) => {
      const [text, end] = isRecord(answer) ? [answer.name, '/name'] : [answer, ''];
      return typeof text === 'string' ? [{ place, text, pointer: `/${place}/${i}${end}` }] : [];
    });
  });
  const tools = Object.entries(isRecord(profile.tools) ? profile.tools : {}).flatMap(([key, text]) =>
    typeof text === 'string' ? [{ place: `tools.${key}`, text, pointer: `/tools/${key}` }] : [],
  );
  return [...lists, ...tools];
}

/** Every product that a profile names anywhere, whatever for. */
export function productsOf(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'string') for (const { product } of productsNamed(part)) found.add(product.name);
    else if (typeof part === 'object' && part !== null) for (const inner of Object.values(part)) visit(inner);
  };
  visit(value);
  return [...found];
}
