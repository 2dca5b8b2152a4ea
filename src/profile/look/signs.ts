import { categories, categoriesOf, type Product, products, productsUsed } from '../../products/index.ts';
import { type Guess, isAnyOf, type LookedAt, linesOf } from './guess.ts';

type Sign = 'terraform' | 'actions' | 'packages' | 'images';

interface Seen {
  readonly product: Product;
  readonly path: string;
  /** 0 for the file as a whole. */
  readonly line: number;
}

/** How each kind of file names what it uses: the first group of the pattern is the name. */
const KINDS_OF_FILE: readonly { readonly file: RegExp; readonly sign: Sign; readonly name: RegExp }[] = [
  { file: /\.tf$/, sign: 'terraform', name: /^\s*provider\s+"([\w-]{1,60})"/ },
  { file: /\.tf$/, sign: 'terraform', name: /^\s*source\s*=\s*"[\w.-]{1,60}\/([\w-]{1,60})"\s*$/ },
  { file: /^\.github\/workflows\/[^/]+\.ya?ml$/, sign: 'actions', name: /^\s*(?:-\s*)?uses:\s*['"]?([\w./-]{1,120})@/ },
  { file: /(?:^|\/)package\.json$/, sign: 'packages', name: /^\s*"(@?[\w./-]{1,120})":\s*"[~^\d*]/ },
  { file: /(?:^|\/)requirements[\w.-]*\.txt$/, sign: 'packages', name: /^([A-Za-z][\w.-]{0,100})/ },
  { file: /(?:^|\/)pyproject\.toml$/, sign: 'packages', name: /^\s*"?([A-Za-z][\w.-]{0,100})(?:\[|\s*[=<>~!"])/ },
  { file: /(?:^|\/)(?:Dockerfile|Containerfile)[\w.-]*$/, sign: 'images', name: /^FROM\s+([\w./-]{1,200})/i },
  { file: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, sign: 'images', name: /^\s*image:\s*['"]?([\w./-]{1,200})/ },
];

/** Tools, providers and suppliers that files show or name, the surest first: what is configured before what is written about. */
export function guessProducts(paths: readonly string[], files: readonly LookedAt[]): Guess[] {
  const terraform = files.filter(({ path }) => path.endsWith('.tf'));
  const seen = [
    ...files.flatMap(seenIn),
    ...products.flatMap((product) => {
      const path = paths.find((one) => isAnyOf(one, product.files));
      return path === undefined ? [] : [{ product, path, line: 0 }];
    }),
    ...files.flatMap(writtenIn),
  ];
  return firstOfEach(seen).flatMap((one) => guessOf(one, terraform));
}

function seenIn(file: LookedAt): Seen[] {
  const kinds = KINDS_OF_FILE.filter((kind) => kind.file.test(file.path));
  return kinds.length === 0
    ? []
    : linesOf(file).flatMap(([text, line]) =>
        kinds.flatMap(({ sign, name }) => {
          const [, found] = name.exec(text) ?? [];
          if (found === undefined) return [];
          return products
            .filter((product) => isAnyOf(found, product[sign]))
            .map((product) => ({ product, path: file.path, line }));
        }),
      );
}

/** What runbooks, policies and records say is used. */
function writtenIn(file: LookedAt): Seen[] {
  if (!/\.(?:md|ya?ml)$/.test(file.path) || file.path.startsWith('.')) return [];
  return linesOf(file).flatMap(([text, line]) =>
    productsUsed(text).map(({ product }) => ({ product, path: file.path, line })),
  );
}

/** The first sign of each product; of tools of one kind, only the first product. */
function firstOfEach(seen: readonly Seen[]): Seen[] {
  const known = new Set<string>();
  return seen.filter(({ product }) => {
    const [category = ''] = categoriesOf(product);
    const place = categories[category]?.place ?? '';
    const key = place.startsWith('tools.') ? place : product.name;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function guessOf({ product, path, line }: Seen, terraform: readonly LookedAt[]): Guess[] {
  const [category = ''] = categoriesOf(product);
  const place = categories[category]?.place;
  if (place === undefined) return [];
  const source = line === 0 ? path : `${path}:${line}`;
  if (place === 'cloud_providers')
    return [{ place, value: { name: product.name, ...cloudDetails(product, terraform) }, source }];
  return [{ place, value: place === 'suppliers' ? { name: product.name } : product.name, source }];
}

/** Services and regions that Terraform names. */
function cloudDetails({ services: known = {} }: Product, terraform: readonly LookedAt[]) {
  const lines = terraform.flatMap(linesOf).map(([line]) => line);
  const services = new Set<string>();
  const regions = new Set<string>();
  for (const line of lines) {
    const [, resource] = /^\s*resource\s+"([\w-]{1,100})"/.exec(line) ?? [];
    for (const [start, name] of Object.entries(known)) if (resource?.startsWith(start)) services.add(name);
    const [, region] = /^\s*(?:region|location)\s*=\s*"([\w-]{3,40})"/.exec(line) ?? [];
    if (region !== undefined && services.size + Object.keys(known).length > 0) regions.add(region);
  }
  return {
    ...(services.size > 0 ? { services: [...services] } : {}),
    ...(regions.size > 0 ? { regions: [...regions] } : {}),
  };
}
