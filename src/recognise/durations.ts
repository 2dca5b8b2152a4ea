export type Unit = 'hour' | 'day' | 'business-day' | 'month';

/** A time span found in a text, the upper end of a range. */
export interface FoundDuration {
  readonly amount: number;
  readonly unit: Unit;
  /** Where it stands in the text, as offsets. */
  readonly start: number;
  readonly end: number;
  /** A deadline ("within 4 hours"), a rhythm ("every 3 months", "annually"), a term ("for 5 years"), or just a span. */
  readonly sense: 'deadline' | 'rhythm' | 'term' | 'bare';
}

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    fourteen: 14,
    fifteen: 15,
    twenty: 20,
    'twenty-four': 24,
    thirty: 30,
    'forty-eight': 48,
    sixty: 60,
    'seventy-two': 72,
    ninety: 90,
    a: 1,
    an: 1,
  }),
);

const SPAN =
  /(?<![\w.])(?:(\d{1,4}(?:\.\d{1,2})?)\s?(?:–|-|to|or|\/)\s?)?(\d{1,4}(?:\.\d{1,2})?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty-four|twenty|thirty|forty-eight|sixty|seventy-two|ninety)(?:\s?\(\d{1,4}\))?[\s-]{0,2}(?:full\s|consecutive\s)?((?:business|working|calendar|work)[\s-])?(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|quarters?|years?|yrs?)(?![\w])/gi;

const RHYTHM =
  /(?<![\w-])(?:(semi-?annual(?:ly)?|biannual(?:ly)?|twice (?:a|per) year|twice yearly)|(annual(?:ly)?|yearly|once a year|every year|per year|each year)|(quarterly|every quarter|each quarter|once a quarter)|(monthly|every month|each month|once a month)|(weekly|every week))(?!\w)/gi;

const NEXT_BUSINESS_DAY = /\bnext (?:business|working) day\b/gi;
const SAME_DAY = /\b(?:the|on the) same day\b/gi;

/** All time spans of a text, in order. Patterns are bounded, so time is linear in the text. */
export function findDurations(text: string): FoundDuration[] {
  const found: FoundDuration[] = [];
  for (const match of text.matchAll(SPAN)) {
    const duration = toDuration(match, text);
    if (duration) found.push(duration);
  }
  for (const match of text.matchAll(RHYTHM)) {
    const amount = match[1] ? 6 : match[2] ? 12 : match[3] ? 3 : match[4] ? 1 : 7;
    const at = match.index;
    found.push({ amount, unit: match[5] ? 'day' : 'month', start: at, end: at + match[0].length, sense: 'rhythm' });
  }
  for (const match of text.matchAll(NEXT_BUSINESS_DAY)) {
    found.push({
      amount: 1,
      unit: 'business-day',
      start: match.index,
      end: match.index + match[0].length,
      sense: 'deadline',
    });
  }
  for (const match of text.matchAll(SAME_DAY))
    found.push({ amount: 1, unit: 'day', start: match.index, end: match.index + match[0].length, sense: 'deadline' });
  return upperEnds(
    found.sort((a, b) => a.start - b.start),
    text,
  );
}

/** "15 minutes – 2 hours" is one span, its upper end. */
function upperEnds(found: readonly FoundDuration[], text: string): FoundDuration[] {
  return found.flatMap((duration, i) => {
    const next = found[i + 1];
    const isLowerEnd = next !== undefined && /^\s?(?:–|-|to|bis|à)\s?$/.test(text.slice(duration.end, next.start));
    const before = found[i - 1];
    const isUpperEnd = before !== undefined && /^\s?(?:–|-|to|bis|à)\s?$/.test(text.slice(before.end, duration.start));
    if (isLowerEnd) return [];
    return [isUpperEnd ? { ...duration, start: before.start, sense: before.sense } : duration];
  });
}

function toDuration(match: RegExpMatchArray, text: string): FoundDuration | undefined {
  const [whole, , number = '', business = '', unit = ''] = match;
  const amount = NUMBERS.get(number.toLowerCase()) ?? Number(number);
  const start = match.index ?? 0;
  const end = start + whole.length;
  const before = text.slice(Math.max(0, start - 40), start).toLowerCase();
  if (
    !(amount > 0) ||
    /(?:past|last|previous|prior|older than|more than|first|exceeds?|exceeding|over the|window of|day)\s$/.test(before)
  )
    return undefined;
  if (/\b(?:if|unless)\b[^,;]{0,34}\safter\s$/.test(before)) return undefined;
  if (/^\s(?:prior to|before|in advance|ahead|old|leave)/i.test(text.slice(end, end + 14))) return undefined;
  return {
    ...inUnits(amount, unit.toLowerCase(), /business|work/i.test(business)),
    start,
    end,
    sense: senseOf(before, text.slice(end, end + 30).toLowerCase()),
  };
}

/** Minutes as parts of an hour, weeks as days, quarters and years as months. */
function inUnits(amount: number, unit: string, business: boolean): { amount: number; unit: Unit } {
  if (unit.startsWith('mi')) return { amount: Math.round((amount / 60) * 100) / 100, unit: 'hour' };
  if (unit.startsWith('h')) return { amount, unit: 'hour' };
  if (unit.startsWith('d')) return { amount, unit: business ? 'business-day' : 'day' };
  if (unit.startsWith('w')) return { amount: amount * 7, unit: 'day' };
  if (unit.startsWith('q')) return { amount: amount * 3, unit: 'month' };
  return { amount: unit.startsWith('y') ? amount * 12 : amount, unit: 'month' };
}

function senseOf(before: string, after: string): FoundDuration['sense'] {
  if (/(?:every|each)\s(?:\w{1,12}\s)?$/.test(before)) return 'rhythm';
  if (
    /(?:within|in under|under|no later than|not later than|at the latest|at most|less than|maximum(?: of)?|in|not exceed|by|after|at|max\.?|latest|<|≤|<=|binnen|innerhalb von|sous|en|entro|dentro de)\s{0,2}(?:the (?:first|next|following)\s|a\s|typically\s|usually\s|about\s|approximately\s|next\s|first\s|\()?$/.test(
      before,
    )
  )
    return 'deadline';
  if (
    /(?:at least|no sooner than|not before|earliest)\s$/.test(before) &&
    /^\s?(?:after|following|from|since)\b/.test(after)
  )
    return 'deadline';
  if (/\((?:typically|usually|generally|normally|target:?)\s$/.test(before)) return 'deadline';
  if (
    /(?:for|at least|minimum(?: of)?|a minimum|not less than|no less than|up to)\s(?:a\s|at least\s|a minimum of\s|up to\s)?$/.test(
      before,
    )
  )
    return 'term';
  if (/^\s?(?:of|after|from|following|since|post|later)\b/.test(after)) return 'deadline';
  if (/^[\s-]?(?:(?:response|resolution|acknowledge?ment|reply|reaction) )?(?:deadline|sla|limit|target)/.test(after))
    return 'deadline';
  return 'bare';
}
