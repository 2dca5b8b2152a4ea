/** An element of a GitHub issue form that asks for one field of a record. */
export interface FormField {
  readonly type: 'input' | 'textarea' | 'dropdown';
  /** The path of the field: `impact__description` is impact.description, `ai_systems__0__system_id` the first system's id. */
  readonly id: string;
  readonly attributes: {
    /** GitHub puts it above the answer, as a heading of the issue's body. */
    readonly label: string;
    readonly description?: string;
    readonly placeholder?: string;
    readonly options?: readonly string[];
    readonly multiple?: boolean;
  };
  readonly validations?: { readonly required: boolean };
}

export interface FormNote {
  readonly type: 'markdown';
  readonly attributes: { readonly value: string };
}

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
export interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly body: readonly (FormNote | FormField)[];
}

/** What GitHub writes where nothing was answered. */
export const NO_RESPONSE = '_No response_';

/** Label that the forms put on an issue, and by which a workflow knows it. */
export const labelOf = (kind: string): string => `ai-${kind}`;

/** Where the form of a kind stands in a repository. */
export const formPath = (kind: string): string => `.github/ISSUE_TEMPLATE/ai-${kind}.yml`;

/** Ids of form elements may not hold dots. */
export const idOf = (keys: readonly string[]): string => keys.join('__');
export const keysOf = (id: string): readonly string[] => id.split('__');
