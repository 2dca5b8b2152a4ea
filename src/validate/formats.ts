import { isDate, isDateTime } from '../time.ts';

/** Formats as the generated validators ask for them. */
export const formats: Record<string, (text: string) => boolean> = { date: isDate, 'date-time': isDateTime };
