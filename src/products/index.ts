import data from '../generated/products.ts';

/** What products of a kind are used for, and where the profile names the one in use. */
export interface Category {
  /** Path in the profile: `tools.paging`. */
  readonly place: string;
  /** In a sentence: "paging tool". */
  readonly is: string;
  readonly words: readonly string[];
}

/** A well-known product, and what shows in a repository that it is used (policies/products.yml). */
export interface Product {
  readonly name: string;
  readonly in: string | readonly string[];
  readonly also?: readonly string[];
  /** Its name also means something else: counts only beside a word of its category. */
  readonly ambiguous?: boolean;
  readonly terraform?: readonly string[];
  readonly actions?: readonly string[];
  readonly packages?: readonly string[];
  readonly images?: readonly string[];
  readonly files?: readonly string[];
  /** Services of a cloud provider by the start of a Terraform resource. */
  readonly services?: Readonly<Record<string, string>>;
}

/** A role that the owner of a folder is likely to hold. */
export interface LikelyOwner {
  readonly folder: string;
  readonly title: string;
  /** Key under `responsibilities` of the profile. */
  readonly task: string;
}

interface Source {
  readonly categories: Readonly<Record<string, Category>>;
  readonly products: readonly Product[];
  readonly aside: readonly string[];
  readonly owners: readonly LikelyOwner[];
}

const source = data as Source;
export const { categories, products, owners } = source;

/** Categories that a product is used for. */
export const categoriesOf = (product: Product): readonly string[] =>
  typeof product.in === 'string' ? [product.in] : product.in;

/** A product named in a text: index of the first character, and the spelling found there. */
export interface Mention {
  readonly product: Product;
  readonly at: number;
  readonly text: string;
}

/** Every product that a text names, whether or not the text claims that it is used. */
export function productsNamed(text: string): Mention[] {
  const { pattern, bySpelling } = vocabulary();
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const product = bySpelling.get(found);
    return product ? [{ product, at: index, text: found }] : [];
  });
}

/**
 * Products that a line of prose says are used: not one whose name means something else here, and not in a sentence on
 * the past, on an example or on somebody else.
 */
export function productsUsed(line: string): Mention[] {
  return productsNamed(line).filter(({ product, at }) => {
    const sentence = sentenceAround(line, at);
    if (aside().test(sentence)) return false;
    return !product.ambiguous || categoriesOf(product).some((key) => wordsOf(key).test(sentence));
  });
}

function sentenceAround(line: string, at: number): string {
  const start = line.lastIndexOf('. ', at) + 1;
  const end = line.indexOf('. ', at);
  return line.slice(start, end === -1 ? undefined : end);
}

const vocabulary = once(() => {
  const spellings = products.flatMap((product) =>
    [product.name, ...(product.also ?? [])].map((spelling) => [spelling, product] as const),
  );
  const longestFirst = spellings.map(([spelling]) => spelling).toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\w./-])(?:${longestFirst.map(escape).join('|')})(?![\\w-])`, 'g');
  return { pattern, bySpelling: new Map(spellings) };
});

const aside = once(() => anyOf(source.aside));
const patterns = new Map<string, RegExp>();

function wordsOf(category: string): RegExp {
  const pattern = patterns.get(category) ?? anyOf(categories[category]?.words ?? []);
  patterns.set(category, pattern);
  return pattern;
}

const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<!\\w)(?:${words.map((word) => escape(word).replace('\\*', '\\w*')).join('|')})(?!\\w)`, 'i');

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
