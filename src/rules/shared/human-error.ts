/**
 * Whether a statement of a cause stops at a person: somebody erred, and nothing is said of why the system let it
 * happen. Precise rather than complete: a statement that names any missing or weak safeguard is never meant.
 */

const PERSON =
  '(?:administrator|admin|adjuster|adviser|advisor|agent(?= (?:on duty|who))|analyst|annotator|assessor|caseworker|clerk|clinician|colleague|contractor|' +
  'curator|customer|data scientist|dba|developer|driver|employee|engineer|evaluator|handler|human|individual|intern|labeler|' +
  'labeller|manager|member of (?:the )?[a-z]+|moderator|nurse|officer|on call|operator|owner|person|personnel|programmer|researcher|responder|' +
  'reviewer|scientist|someone|somebody|staff|staff member|supervisor|team|team member|technician|tester|underwriter|user|worker)s?';
const HANDLE = '@?[a-z]{1,20}[._][a-z]{2,30}|@[a-z][a-z0-9-]{1,38}';
const SOMEBODY = `(?:${PERSON}|he|she|they|we|${HANDLE})`;
const MANNER =
  '(?:accidentally|carelessly|erroneously|inadvertently|incorrectly|mistakenly|simply|unintentionally|wrongly|had|has|have)';
const MISTAKE =
  '(?:blunder|carelessness|complacency|distraction|fat finger(?:ing|ed)?|forgetfulness|inattention|inattentiveness|lapse|misclick|miscommunication|misjudge?ment|' +
  'mistake|misunderstanding|negligence|oversight|slip|slip up|typo|typing error|wrong click)s?';

const compile = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}@._])(?:${source})(?![\\p{L}\\p{N}])`, 'u');

/** The error of a person by name. */
const NAMED = [
  compile(
    '(?:administrative|admin|analyst|annotator|clerical|developer|driver|employee|engineer|handler|human|individual|keying|labell?er|operator|personal|personnel|pilot|reviewer|staff|team|technician|user|worker)s? ' +
      '(?:errors?|mistakes?|failures?|negligence|carelessness|inattention|lapses?|slip ups?|factors?)' +
      '(?! (?:analysis|bars?|budgets?|codes?|handling|logs?|messages?|models?|rates?|reports?|responses?|terms?))',
  ),
  compile('(?:data|manual) (?:entry|input|handling) (?:errors?|mistakes?)'),
  compile('manual (?:errors?|mistakes?)'),
  compile(
    `(?:errors?|mistakes?|oversights?|slips?|lapses?|faults?|failings?|negligence|incompetence|inexperience|carelessness)(?: (?:was|were))?(?: (?:made|committed|caused))? (?:by|of|on the part of|from) ` +
      `(?:(?:an?|the|our|one of the|one of our) )?(?:(?:junior|new|single|senior|temporary) )?${PERSON}(?! (?:action|agent|data|group|input|interface|prompt)s?)`,
  ),
  compile(
    '(?:checklist|guideline|guidance|instruction|policy|procedure|process|protocol|rule|runbook)s? (?:[a-z]+ ){0,3}?not (?:been )?(?:adhered to|complied with|followed|obeyed|observed|respected)',
  ),
  compile(
    '(?:failure|refusal|neglect) to (?:adhere|comply|follow|heed|obey|observe|respect)|non ?compliance with (?:the )?(?:checklist|instruction|procedure|process|protocol|runbook)s?',
  ),
  compile(
    '(?:lack|want|absence|lapse|failure) of (?:attention|care|caution|concentration|diligence|discipline|focus|judge?ment|vigilance)',
  ),
  compile('(?:insufficient|inadequate|poor) (?:attention|care|concentration|diligence|judge?ment|vigilance)'),
  compile(
    'errors? (?:of|in) judge?ment|fat finger(?:ed|ing)?|carelessness|inattention|inattentiveness|forgetfulness|pebkac|pebcak',
  ),
];

/** What a person did or left undone. */
const DEED = compile(
  `${SOMEBODY}(?: (?:on (?:call|duty|shift)|in charge|responsible|concerned|at the time|who [a-z]+ [a-z]+ [a-z]+)){0,1}(?: ${MANNER}){0,2} (?:` +
    [
      '(?:forgot|forgets|forgotten|misclicked|misconfigured|misentered|misinterpreted|misjudged|miskeyed|mislabell?ed|misplaced|misread|mistook|mistyped|misunderstood|mixed up|neglected|overlooked|erred)',
      '(?:made|makes|make|commit(?:s|ted)|making) (?:an?|the|some|several)?(?: [a-z]+){0,2} ?(?:mistakes?|errors?|typos?|slips?|blunders?|oversights?)',
      '(?:did not|didn t|does not|failed to|omitted to|neglected to|not) (?:properly |correctly |fully |carefully )?(?:act|adhere|apply|be careful|check|comply|complete|confirm|consult|double check|escalate|follow|know|notice|observe|pay|perform|read|realise|realize|recheck|recognise|recognize|remember|report|respect|respond|run|spot|test|think|understand|update|validate|verify)',
      '(?:was|were) (?:not (?:careful|attentive|paying|concentrating|diligent|aware|focused)|at fault|to blame|careless|incompetent|inexperienced|distracted|inattentive|negligent|tired|unaware|complacent|sloppy)',
      '(?:ignored|skipped|disregarded) (?:the|an?|this|these|those|all|its|their|our)',
      '(?:applied|approved|assigned|chose|clicked|configured|copied|deleted|deployed|entered|gave|loaded|merged|pasted|picked|pressed|pushed|put|ran|selected|sent|set|typed|uploaded|used)(?: [a-z0-9]+){0,6} (?:wrong|wrongly|incorrect|incorrectly|by mistake|by accident|in error)',
    ].join('|') +
    ')',
);

/** An adverb of error with a person as its subject: "an engineer accidentally deleted". */
const CARELESS = compile(
  `${SOMEBODY} (?:accidentally|carelessly|erroneously|inadvertently|mistakenly|unintentionally|wrongly) [a-z]+`,
);

/** Words that name a mistake, or a deed with nobody named: an answer only where hardly anything else is said. */
const BARE = [
  compile(`(?:an?|the|simple|of|by|to|was|from) (?:[a-z]+ ){0,2}${MISTAKE}`),
  new RegExp(`^(?:[a-z]+ ){0,2}${MISTAKE}\\b`),
  compile('by (?:mistake|accident)|in error|accidentally|inadvertently|mistakenly|unintentionally'),
  compile('(?:was|were|been) (?:forgotten|overlooked)'),
  /^(?:misclicked|misconfigured|miskeyed|mislabell?ed|misplaced|misread|mistyped|mis typed|misunderstood) /,
  compile(
    'menschliche[sr]? (?:versagen|fehler)|(?:bedien|benutzer|anwender|fl(?:ü|ue)chtigkeits)fehler|unachtsamkeit|nachl(?:ä|ae)ssigkeit|' +
      'erreurs? (?:humaines?|de manipulation|d inattention|de saisie)|inattention|' +
      'error(?:es)? (?:humanos?|del? (?:usuario|operador))|errore (?:umano|dell (?:operatore|utente))|disattenzione',
  ),
];
const BARE_WORDS = 12;

const SAFEGUARD =
  '(?:alarm|alert|approval|approver|assertion|audit|automation|barrier|canary|check|checklist|clause|confirmation|control|criterion|criteria|dashboard|' +
  'default|definition|detection|documentation|dry run|enforcement|escalation|evaluation|field|filter|flag|form|freeze|gate|guard|guardrail|guardrails|guidance|guideline|' +
  'handover|instruction|interface|limit|limiter|linter|lock|mechanism|metric|monitor|monitoring|owner|permission|pipeline|playbook|policy|procedure|process|prompt|protection|' +
  'quality assurance|registry|requirement|restriction|review|reviewer|role|rule|runbook|safeguard|safety net|sampling|sandbox|schema|screen|second|segregation|' +
  'separation|specification|staffing|staging|standard|system|task|template|test|testing|threshold|tool|tooling|ui|validation|validator|verification|version|view|warning|workflow)s?';

/** What explains why the error was possible, or not caught: then the cause is not the person alone. */
const SYSTEMIC = [
  compile(
    `(?:no|without|lacked|lacks|lacking|lack of|missing|absence of|absent|nor|insufficient|inadequate|incomplete|weak) (?:an? |any |the )?(?:(?!by )[a-z0-9]+ ){0,4}${SAFEGUARD}`,
  ),
  compile(
    `${SAFEGUARD} (?:[a-z0-9]+ ){0,6}(?:(?:is|are|was|were|had|has|have)(?: been)? (?:not(?! (?:been )?(?:adhered|complied|followed|obeyed|observed|respected))|never|no|missing|absent|disabled|outdated|optional|incomplete|wrong|only|too|hard)|did not|does not|do not|didn t|doesn t|cannot|could not|never|lacked|lacks|omits|omitted|` +
      'failed to|allow(?:s|ed)?|accept(?:s|ed)?|permit(?:s|ted)?|lets?|shows?|showed|hides?|hid|relies|relied|depends|depended|assumes?|assumed|ignores?|silently|still|leaves?|left)',
  ),
  compile(
    'ambiguous|unclear|undocumented|outdated|out of date|unenforced|misleading|confusing|indistinguishable|identical|unvalidated|unreviewed|unmonitored|' +
      'by design|nothing|nobody|no one|no way|nowhere|impossible|not (?:been )?(?:automated|automatic|blocked|caught|checked|defined|designed|detected|documented|enforced|possible|required|reviewed|specified|tested|validated|visible)|' +
      'workload|understaffed|understaffing|overload(?:ed)?|time pressure|alert fatigue|single (?:person|approver|point|reviewer)|two (?:different|similar)|same (?:name|screen|form|colour|color)|' +
      'allow(?:s|ed|ing)? (?:an?|any|the|this|it|such|for|free|every)|possible to|defaults? to|because (?:the|our|its) (?:[a-z0-9]+ ){0,3}' +
      SAFEGUARD,
  ),
];

const BLAMING = [...NAMED, DEED, CARELESS];

const NEGATED =
  /\b(?:no|not|not an?|not the|rather than|never|without|excludes?|excluded|rules? out|ruled out|beyond|instead of|more than)(?: (?:an?|the|any|of|by|due|to|result|simple|mere|just|only)){0,3} $/;
const LONGEST = 2_000;

/** Whether the statement gives a person's error as the whole cause. */
export function blamesPersonOnly(statement: string): boolean {
  const text = simplify(statement);
  const blames =
    BLAMING.some((pattern) => occurs(pattern, text)) ||
    (text.split(' ').length <= BARE_WORDS && BARE.some((pattern) => occurs(pattern, text)));
  return blames && !SYSTEMIC.some((pattern) => pattern.test(text));
}

function occurs(pattern: RegExp, text: string): boolean {
  const match = pattern.exec(text);
  return match !== null && !NEGATED.test(text.slice(0, match.index));
}

/** Lower case, words with one space between, no punctuation; dots stay inside handles. */
function simplify(statement: string): string {
  return statement
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@._]+/gu, ' ')
    .replace(/[._](?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
