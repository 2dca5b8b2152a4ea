export declare function figuresIn(value: unknown): Record<string, string | number | boolean>;
