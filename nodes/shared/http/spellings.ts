/** The names that HTML has for the characters of ASCII that are no letters or digits. */
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
	'!': 'excl',
	'"': 'quot|QUOT',
	'#': 'num',
	$: 'dollar',
	'%': 'percnt',
	'&': 'amp|AMP',
	"'": 'apos',
	'(': 'lpar',
	')': 'rpar',
	'*': 'ast|midast',
	'+': 'plus',
	',': 'comma',
	'-': 'hyphen|dash',
	'.': 'period',
	'/': 'sol',
	':': 'colon',
	';': 'semi',
	'<': 'lt|LT',
	'=': 'equals',
	'>': 'gt|GT',
	'?': 'quest',
	'@': 'commat',
	'[': 'lsqb|lbrack',
	'\\': 'bsol',
	']': 'rsqb|rbrack',
	'^': 'Hat',
	_: 'lowbar|UnderBar',
	'`': 'grave|DiacriticalGrave',
	'{': 'lcub|lbrace',
	'|': 'verbar|vert|VerticalLine',
	'}': 'rcub|rbrace',
	'~': 'tilde',
	ğ: 'gbreve',
	Ğ: 'Gbreve',
	İ: 'Idot',
	ı: 'imath|inodot',
	ş: 'scedil',
	Ş: 'Scedil',
};

/** The same for U+00A0 to U+00FF, in order. */
const LATIN_1_ENTITIES =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
		' ',
	);
const FIRST_LATIN_1 = 0xa0;
const LAST_LATIN_1 = 0xff;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
	'\b': 'b',
	'\t': 't',
	'\n': 'n',
	'\f': 'f',
	'\r': 'r',
};

/** Three encodings of JSON, one in the other, make eight backslashes of one. */
const BACKSLASHES = 8;
/** What `%` and `&` may have become by encoding once or twice more. */
const PERCENT = '%(?:25){0,2}';
const AMPERSAND = '&(?:amp;|#0*38;|#[xX]0*26;){0,2}';

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Digits of a hexadecimal number in either case. */
function hex(value: number, length: number): string {
	const digits = value.toString(16).padStart(length, '0');
	return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

const percents = (bytes: Uint8Array) =>
	[...bytes].map((byte) => `${PERCENT}${hex(byte, 2)}`).join('');

function namesOf(char: string, code: number): string {
	if (code >= FIRST_LATIN_1 && code <= LAST_LATIN_1) {
		return `|${LATIN_1_ENTITIES[code - FIRST_LATIN_1] ?? ''}`;
	}
	const names = Object.hasOwn(NAMED_ENTITIES, char) ? NAMED_ENTITIES[char] : undefined;
	return names === undefined ? '' : `|${names}`;
}

/** The source of a regular expression for all spellings of a character. */
function spellingsOfChar(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
	const escapes = units.map((unit) => `\\\\{1,${BACKSLASHES}}u${hex(unit, 4)}`).join('');
	const utf8 = Buffer.from(char, 'utf8');
	const spellings = [
		/["'/]/.test(char) ? `\\\\{0,${BACKSLASHES}}${literal(char)}` : literal(char),
		percents(utf8),
		escapes,
		`${AMPERSAND}(?:#0*${code}|#[xX]0*${hex(code, 1)}${namesOf(char, code)});`,
	];
	if (char === ' ') spellings.push('\\+', `${PERCENT}2[bB]`);
	if (code <= LAST_LATIN_1) spellings.push(`\\\\{1,${BACKSLASHES}}x${hex(code, 2)}`);
	// Read as Latin-1 what was UTF-8, or the other way round.
	if (code > 0x7f) spellings.push(literal(utf8.toString('latin1')));
	if (code > 0x7f && code <= LAST_LATIN_1) spellings.push(percents(Buffer.from([code])));
	const short = SHORT_ESCAPES[char];
	if (short !== undefined) spellings.push(`\\\\{1,${BACKSLASHES}}${short}`);
	return `(?:${spellings.join('|')})`;
}

/** Runs of backslashes are one piece: piece by piece, they could be cut up in too many ways. */
function spellingsOfBackslashes(count: number): string {
	const one = `${PERCENT}5[cC]|\\\\{1,${BACKSLASHES}}(?:u005[cC]|x5[cC])|${AMPERSAND}(?:#0*92|#[xX]0*5[cC]|bsol);`;
	return `(?:\\\\{${count},${count * BACKSLASHES}}|(?:${one}){${count}})`;
}

/**
 * The source of a regular expression that finds a text in whatever way it is spelt: as it is, in a query
 * or a form (either case of hexadecimal digits, `+` for a space, encoded twice), in JSON within JSON, and
 * as HTML with named, decimal and hexadecimal entities; each character in a way of its own.
 */
export function spellingsOf(text: string): string {
	return (text.match(/\\+|[^\\]/gsu) ?? [])
		.map((piece) =>
			piece.startsWith('\\') ? spellingsOfBackslashes(piece.length) : spellingsOfChar(piece),
		)
		.join('');
}

/** The same for a base64 text, whose letters and digits nobody spells otherwise. */
export function spellingsOfBase64(text: string): string {
	return text.replace(/[^A-Za-z0-9]/g, spellingsOfChar);
}
