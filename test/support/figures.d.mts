export interface Question {
  readonly asOf: number;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly seed: number;
}

export interface Recomputed {
  readonly incidents: readonly Record<string, unknown>[];
  readonly capas: readonly Record<string, unknown>[];
  readonly promises: readonly { subject: string; kind: string; severity: string; status: string }[];
  readonly statistics: Record<string, { value: number | null; counted: number; of: number }>;
  readonly months: Record<string, Record<string, number>>;
  readonly ageing: Record<string, number>;
  readonly openCapas: readonly { month: string; open: number; overdue: number }[];
  readonly told: readonly string[];
  readonly sample: Record<string, string[]>;
}

export function recompute(root: string, question: Question): Recomputed;
