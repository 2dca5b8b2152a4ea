/**
 * Text from a repository made safe for one sink each. Repositories under check are hostile: names and values may carry
 * terminal escapes, bidirectional overrides, markup, mentions or workflow commands.
 */

/**
 * Characters that act instead of being seen: control characters, bidirectional controls, line and paragraph
 * separators, invisible format characters, language tags, lone surrogates. ZWJ and ZWNJ stay: emoji and Persian need them.
 */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;
/** Splits what GitHub would otherwise read as a mention, reference, link or command; has no width. */
const WORD_JOINER = '\u2060';

/**
 * Whether every character of a text is seen, stands alone and takes one column: printable ASCII, most letters of
 * European languages, dashes and quotes. Most lines are, and need no further look.
 */
export function isPlain(text: string): boolean {
  return /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b]*$/.test(text);
}

/** A character named by its code point: `<U+202E>`. */
export function nameCharacter(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** One line of text for a terminal or log: line breaks become spaces, unseen characters are named. */
export function terminalText(text: string): string {
  if (isPlain(text)) return text;
  return foldLines(text).replaceAll(UNSEEN, nameCharacter);
}

/** The lines of a text, each safe for a terminal. */
export function terminalLines(text: string): readonly string[] {
  return text.split(LINE_BREAK).map(terminalText);
}

/**
 * Stops the GitHub runner from reading a finished log as commands: it takes `::` at the start of a line (after white
 * space) and `##[` anywhere.
 */
export function disarmCommands(log: string): string {
  return log.replaceAll('##[', `##${WORD_JOINER}[`).replaceAll(/^([^\S\n]*):(?=:)/gm, `$1:${WORD_JOINER}`);
}

/** Message part of a workflow command. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Property value of a workflow command. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** HTML text or quoted attribute value. */
export function htmlText(text: string): string {
  return withoutLoneSurrogates(text)
    .replaceAll(ILLEGAL_IN_XML, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => HTML_ENTITIES.get(character) ?? character);
}

/** XML 1.0 text: characters XML cannot carry, even as a reference, become U+FFFD. */
export function xmlText(text: string): string {
  return htmlText(text).replaceAll('\r', '&#13;');
}

/** XML attribute value; white space is kept by reference, as parsers fold it otherwise. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/**
 * Inline Markdown that shows the text as it is on GitHub: no markup, HTML, mention (`@`), issue reference (`#1`,
 * `GH-1`), bare link, formula or table break comes to life.
 */
export function markdownText(text: string): string {
  return terminalText(text)
    .replaceAll(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replaceAll(/[&<>]/g, (character) => HTML_ENTITIES.get(character) ?? character)
    .replace(/^(\s*)([-=])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})\./, '$1\\.')
    .replaceAll(/@|\\#|:(?=\/\/)|\bGH-|\bwww\b/gi, `$&${WORD_JOINER}`);
}

/** The lines of a text in one table cell, their indentation kept. */
export function markdownLines(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => line.trimEnd())
    .map((line) => '&nbsp;'.repeat(line.length - line.trimStart().length) + markdownText(line.trimStart()))
    .join('<br>');
}

/** Untrusted text as Markdown code, also inside a table cell. Without a backtick or bar in it, a plain code span. */
export function markdownCode(text: string): string {
  const line = disarmCommands(terminalText(text));
  if (line.trim() === '') return '';
  // In a table a bar splits the cell even inside a code span, and its escape is lost after a backslash.
  if (/[`|]/.test(line)) return `<code>${markdownText(line)}</code>`;
  return `\`${line.startsWith(' ') || line.endsWith(' ') ? ` ${line} ` : line}\``;
}

/** A path as a relative URI reference (RFC 3986): every segment percent-encoded. */
export function uriPath(path: string): string {
  return withoutLoneSurrogates(path).split('/').map(encodeURIComponent).join('/');
}

/** Whether an address is plain enough to stand in an attribute, a Markdown link or a terminal's link as it is. */
export function isAddress(url: string): boolean {
  return /^https?:\/\/(?:[\w.~:/?#@!$&+,;=-]|%[\da-fA-F]{2}){1,2000}$/.test(url);
}

/** JSON text whose strings carry no character that acts on a terminal and no command; it says the same. */
export function jsonText(json: string): string {
  return json
    .replaceAll('##[', '##\\u005b')
    .replaceAll(
      /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function foldLines(text: string): string {
  return text.replaceAll(LINE_BREAK, ' ');
}

function withoutLoneSurrogates(text: string): string {
  return text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
}

const ILLEGAL_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
const HTML_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);
