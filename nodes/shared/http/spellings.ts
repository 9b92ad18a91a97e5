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
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
	b: '\b',
	t: '\t',
	n: '\n',
	f: '\f',
	r: '\r',
};

const CHAR_OF_NAME: ReadonlyMap<string, string> = new Map([
	...Object.entries(NAMED_ENTITIES).flatMap(([char, names]) =>
		names.split('|').map((name) => [name, char] as const),
	),
	...LATIN_1_ENTITIES.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
]);

/** `%` and `&` may have been encoded once or twice more. */
const PERCENTS = ['%', '%25', '%2525'];
const ENTITY =
	/&(?:amp;|#0{0,6}38;|#x0{0,6}26;){0,2}(?:#0{0,6}(\d{1,7})|#x0{0,6}([0-9a-f]{1,6})|([a-z]\w{1,20}));/iy;
const ESCAPE = /\\{1,8}(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(["'/bfnrt]))/iy;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** Where a character ends whose bytes stand here percent-encoded, once or more often. */
function endsOfPercents(text: string, at: number, bytes: Uint8Array): number[] {
	let ends = [at];
	for (const byte of bytes) {
		const hex = byte.toString(16).padStart(2, '0');
		ends = ends.flatMap((end) =>
			PERCENTS.flatMap((percent) => {
				const digits = end + percent.length;
				const isByte =
					text.startsWith(percent, end) && text.slice(digits, digits + 2).toLowerCase() === hex;
				return isByte ? [digits + 2] : [];
			}),
		);
	}
	return ends;
}

function endOfEscapes(text: string, at: number, char: string): number | undefined {
	let end = at;
	for (let unit = 0; unit < char.length; unit += 1) {
		const match = matchAt(ESCAPE, text, end);
		if (match === null) return undefined;
		const [, unicode, short, letter = ''] = match;
		const found =
			unicode === undefined && short === undefined
				? (SHORT_ESCAPES[letter] ?? letter)
				: String.fromCharCode(parseInt(unicode ?? short ?? '', 16));
		if (found !== char[unit]) return undefined;
		end = ESCAPE.lastIndex;
	}
	return end;
}

function endOfEntities(text: string, at: number, chars: string): number | undefined {
	let end = at;
	for (const char of chars) {
		const match = matchAt(ENTITY, text, end);
		if (match === null) return undefined;
		const [, decimal, hex, name = ''] = match;
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
		const found = Number.isNaN(code) ? CHAR_OF_NAME.get(name)?.codePointAt(0) : code;
		if (found !== char.codePointAt(0)) return undefined;
		end = ENTITY.lastIndex;
	}
	return end;
}

/** A character of what is looked for, in the forms that are compared as they stand. */
interface Sought {
	readonly char: string;
	/** As it is, and as Latin-1 shows what was UTF-8. */
	readonly literal: readonly string[];
	/** In UTF-8 and in Latin-1. */
	readonly bytes: readonly Uint8Array[];
}

function soughtOf(char: string): Sought {
	const utf8 = Buffer.from(char, 'utf8');
	if (char <= '\u007f') return { char, literal: [char], bytes: [utf8] };
	const bytes = char <= '\u00ff' ? [utf8, Buffer.from(char, 'latin1')] : [utf8];
	return { char, literal: [char, utf8.toString('latin1')], bytes };
}

/**
 * Encoded in JSON, one backslash becomes two, four and eight, so a run of them is as good as another; the
 * last ones can belong to what follows.
 */
function endsOfBackslashes(text: string, at: number): number[] {
	if (text[at - 1] === '\\') return [];
	let end = at;
	while (text[end] === '\\') end += 1;
	return [0, 1, 2, 4, 8].map((count) => end - count).filter((each) => each > at);
}

/** Where a character ends that begins here in one of its spellings; there can be several. */
function endsOf(text: string, at: number, { char, literal, bytes }: Sought): number[] {
	const ends = literal.flatMap((form) => (text.startsWith(form, at) ? [at + form.length] : []));
	const add = (end: number | undefined) => {
		if (end !== undefined) ends.push(end);
	};
	switch (text[at]) {
		case '+':
			if (char === ' ') ends.push(at + 1);
			break;
		case '%':
			for (const form of bytes) ends.push(...endsOfPercents(text, at, form));
			if (char === ' ') ends.push(...endsOfPercents(text, at, Buffer.from('+')));
			break;
		case '&':
			add(endOfEntities(text, at, char));
			break;
		case '\\':
			add(endOfEscapes(text, at, char));
			if (char.startsWith('\\')) ends.push(...endsOfBackslashes(text, at));
			break;
	}
	return ends;
}

/** Where what begins here ends; -1 where it is something else. */
function endOfAll(text: string, start: number, sought: readonly Sought[]): number {
	let ends = [start];
	for (const each of sought) {
		const next = ends.flatMap((at) => endsOf(text, at, each));
		ends = next.length > 1 ? [...new Set(next)] : next;
		if (ends.length === 0) return -1;
	}
	return Math.max(...ends);
}

const SPELT_OTHERWISE = /[%&\\+\u0080-\u00ff]/;

/**
 * Makes what replaces a text in whatever way it is spelt: as it is, in a query or a form (either case of
 * hexadecimal digits, `+` for a space, encoded twice), in JSON within JSON, and as HTML with named,
 * decimal and hexadecimal entities; each character in a way of its own.
 *
 * @param isBase64 true of a text that begins with a letter or digit as it is
 */
export function replacerOf(
	wanted: string,
	mask: string,
	isBase64: boolean,
): (text: string) => string {
	const sought = (wanted.match(/\\+|[^\\]/gsu) ?? []).map(soughtOf);
	const shortest = sought.length;
	const [first = ''] = wanted.match(/[^]/u) ?? [];
	const own = `\\u{${(first.codePointAt(0) ?? 0).toString(16)}}`;
	// Nobody spells the letters and digits of base64 otherwise.
	const others = isBase64 && /\w/.test(first) ? '' : '%&+\\\\\\u{80}-\\u{ff}';
	const begins = new RegExp(`[${own}${others}]`, 'gu');
	return (text) => {
		// No spelling is shorter, but that of backslashes.
		if (text.length < shortest) return text;
		if (!SPELT_OTHERWISE.test(text)) return text.replaceAll(wanted, mask);
		let washed = '';
		let done = 0;
		begins.lastIndex = 0;
		for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
			const end = endOfAll(text, match.index, sought);
			if (end < 0) continue;
			washed += text.slice(done, match.index) + mask;
			done = end;
			begins.lastIndex = end;
		}
		return done === 0 ? text : washed + text.slice(done);
	};
}
