/** Kinds of record that `init` looks for where they already exist. */
export type RecordKind = 'incident' | 'capa';

/** What a field holds, as far as it helps to recognise one. */
export type Holds = 'time' | 'text' | 'list';

export interface KnownField {
  /** Our field, as a path. */
  readonly to: string;
  readonly holds: Holds;
  /** Names that other formats give it, as `metadataKey` spells them; the best first. */
  readonly names: readonly string[];
  /** Items of their list become mappings with this key. */
  readonly each?: string;
}

/**
 * Names of fields in formats that organisations use: status pages (cState, Statuspage), AVID reports, ticket exports,
 * postmortem templates, registers of nonconformities and corrective actions (ISO 9001, ISO/IEC 27001).
 */
export const KNOWN_FIELDS: Readonly<Record<RecordKind, readonly KnownField[]>> = {
  incident: [
    {
      to: 'id',
      holds: 'text',
      names: [
        'id',
        'incident_id',
        'incident_no',
        'incident_number',
        'report_id',
        'vuln_id',
        'finding_id',
        'number',
        'reference',
        'ref',
        'ticket',
        'key',
      ],
    },
    {
      to: 'title',
      holds: 'text',
      names: ['title', 'headline', 'subject', 'incident_title', 'name', 'issue', 'problemtype_description_value'],
    },
    {
      to: 'summary',
      holds: 'text',
      names: [
        'summary',
        'description',
        'description_value',
        'what_happened',
        'details',
        'overview',
        'abstract',
        'synopsis',
      ],
    },
    {
      to: 'severity',
      holds: 'text',
      names: ['severity', 'sev', 'severity_level', 'incident_severity', 'priority', 'impact_level', 'level'],
    },
    { to: 'state', holds: 'text', names: ['state', 'status', 'resolved', 'incident_status', 'stage'] },
    {
      to: 'detected_at',
      holds: 'time',
      names: [
        'detected_at',
        'detected',
        'date_detected',
        'found_at',
        'discovered',
        'discovered_at',
        'discovery_date',
        'start',
        'start_time',
        'started_at',
        'date',
        'incident_date',
        'date_of_incident',
        'occurred',
        'date_time',
      ],
    },
    {
      to: 'reported_at',
      holds: 'time',
      names: [
        'reported_at',
        'reported',
        'reported_date',
        'date_reported',
        'published_date',
        'published',
        'created_at',
        'created',
        'opened',
        'opened_at',
      ],
    },
    {
      to: 'recovery.restored_at',
      holds: 'time',
      names: [
        'restored_at',
        'restored',
        'resolvedwhen',
        'resolved_when',
        'resolved_at',
        'date_resolved',
        'end',
        'end_time',
        'ended_at',
        'recovered',
      ],
    },
    { to: 'closure.closed_at', holds: 'time', names: ['closed_at', 'closed', 'closed_on', 'date_closed'] },
    {
      to: 'owner',
      holds: 'text',
      names: [
        'owner',
        'lead',
        'incident_lead',
        'incident_commander',
        'commander',
        'incident_owner',
        'assignee',
        'responsible',
      ],
    },
    {
      to: 'reporter',
      holds: 'text',
      names: ['reporter', 'reported_by', 'raised_by', 'found_by', 'submitter', 'author', 'authors'],
    },
    {
      to: 'ai_systems',
      holds: 'list',
      each: 'system_id',
      names: [
        'affected',
        'affected_systems',
        'systems',
        'system',
        'services',
        'service',
        'components',
        'models',
        'model',
        'product',
      ],
    },
    {
      to: 'investigation.root_causes',
      holds: 'list',
      each: 'statement',
      names: ['root_cause', 'root_causes', 'cause', 'rootcause'],
    },
    { to: 'capa_refs', holds: 'list', names: ['capa_refs', 'capas', 'capa', 'corrective_actions'] },
    { to: 'tags', holds: 'list', names: ['tags', 'labels', 'keywords'] },
  ],
  capa: [
    {
      to: 'id',
      holds: 'text',
      names: [
        'id',
        'capa_id',
        'ncr_no',
        'ncr',
        'nc_no',
        'number',
        'no',
        'ref',
        'reference',
        'action_id',
        'ticket',
        'car_no',
      ],
    },
    { to: 'title', holds: 'text', names: ['title', 'subject', 'action', 'nonconformity', 'description', 'finding'] },
    {
      to: 'problem_statement',
      holds: 'text',
      names: ['problem_statement', 'problem', 'nonconformity', 'description', 'finding', 'issue'],
    },
    {
      to: 'opened_at',
      holds: 'time',
      names: ['opened_at', 'opened', 'date_raised', 'raised', 'raised_on', 'date', 'date_opened', 'created'],
    },
    {
      to: 'source_refs',
      holds: 'list',
      names: ['source_refs', 'source', 'audit', 'audit_ref', 'incident', 'incident_ref', 'related_incident', 'origin'],
    },
    {
      to: 'requirement_refs',
      holds: 'list',
      names: ['requirement_refs', 'clause', 'clauses', 'requirement', 'control', 'standard_clause'],
    },
    { to: 'grade', holds: 'text', names: ['grade', 'classification', 'category', 'type', 'major_minor'] },
    { to: 'priority', holds: 'text', names: ['priority', 'severity', 'risk'] },
    {
      to: 'correction.text',
      holds: 'text',
      names: ['correction', 'immediate_action', 'containment', 'immediate_correction'],
    },
    { to: 'root_cause.statement', holds: 'text', names: ['root_cause', 'cause', 'root_cause_analysis'] },
    {
      to: 'actions',
      holds: 'list',
      each: 'description',
      names: ['actions', 'corrective_action', 'corrective_actions', 'action_plan', 'preventive_action'],
    },
    {
      to: 'owner',
      holds: 'text',
      names: ['owner', 'action_owner', 'responsible', 'assigned_to', 'assignee', 'responsible_person'],
    },
    {
      to: 'due_date',
      holds: 'time',
      names: ['due_date', 'due', 'target_date', 'deadline', 'due_by', 'planned_completion', 'target_completion'],
    },
    { to: 'state', holds: 'text', names: ['state', 'status', 'stage'] },
    {
      to: 'implemented_at',
      holds: 'time',
      names: [
        'implemented_at',
        'implemented',
        'done_on',
        'completed',
        'completed_on',
        'completion_date',
        'date_completed',
      ],
    },
    {
      to: 'closure.closed_at',
      holds: 'time',
      names: ['closed_at', 'closed', 'closed_on', 'date_closed', 'closure_date'],
    },
    {
      to: 'effectiveness.criteria',
      holds: 'text',
      names: [
        'criteria',
        'effective_when',
        'effectiveness',
        'effectiveness_criteria',
        'verification',
        'effectiveness_check',
      ],
    },
  ],
};

/** Fields that are filled from the same source where nothing else gives them. */
export const ALSO: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  incident: { detected_at: 'reported_at', reported_at: 'detected_at' },
  capa: { problem_statement: 'title', title: 'problem_statement', due_date: 'original_due_date' },
};

/** What others call a state → ours. Only what leaves no doubt; the rest is for people to say. */
export const STATES: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  incident: {
    new: 'reported',
    reported: 'reported',
    open: 'triaged',
    opened: 'triaged',
    false: 'triaged',
    active: 'triaged',
    acknowledged: 'triaged',
    investigating: 'investigating',
    identified: 'investigating',
    mitigated: 'contained',
    contained: 'contained',
    monitoring: 'verifying',
    resolved: 'verifying',
    fixed: 'verifying',
    true: 'verifying',
    done: 'closed',
    closed: 'closed',
    rejected: 'rejected',
    duplicate: 'duplicate',
  },
  capa: {
    new: 'open',
    open: 'open',
    opened: 'open',
    planned: 'plan-approved',
    'in progress': 'in-progress',
    'in-progress': 'in-progress',
    ongoing: 'in-progress',
    overdue: 'in-progress',
    done: 'implemented',
    complete: 'implemented',
    completed: 'implemented',
    implemented: 'implemented',
    verified: 'closed-effective',
    closed: 'closed-effective',
    effective: 'closed-effective',
    cancelled: 'cancelled',
    rejected: 'cancelled',
  },
};

/** Severity labels from the worst to the mildest; a number after a word counts on its own. */
export const WORST_FIRST: readonly string[] = [
  'critical',
  'down',
  'outage',
  'catastrophic',
  'severe',
  'high',
  'major',
  'disrupted',
  'degraded',
  'medium',
  'moderate',
  'minor',
  'low',
  'notice',
  'maintenance',
  'info',
  'informational',
  'negligible',
  'none',
];
