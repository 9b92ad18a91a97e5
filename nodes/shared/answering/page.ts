import { createHash } from 'crypto';

import type { Words } from './languages';
import { WORDS } from './languages';
import type { Answered, Question } from './question';
import { MAX_ANSWER_LENGTH } from './question';
import { STYLE } from './style';

/** What the page shows. */
export type PageState =
	/** `notice` says why what came in was no answer. */
	| { readonly shows: 'question'; readonly notice?: 'chooseOne' | 'writeFirst' | 'tooLong' }
	| { readonly shows: 'recorded' | 'alreadyAnswered'; readonly answer?: Answered }
	| { readonly shows: 'tooLate' | 'badLink' };

/** What the page is made of. */
export type PageQuestion = Pick<
	Question,
	'text' | 'language' | 'kind' | 'approve' | 'decline' | 'submit'
>;

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'`': '&#96;',
};

/** A text as HTML shows it, in an element as well as in an attribute between double quotes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded and nothing is run; the form goes to where the page came from. */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${styleHash}'`,
	"form-action 'self'",
	"base-uri 'none'",
].join('; ');

/** The headers of every page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `${POLICY}; frame-ancestors 'none'`,
	'X-Frame-Options': 'DENY',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** A person's words, whose direction and marks end with them. */
const isolated = (text: string) => `<bdi>${escapeHtml(text)}</bdi>`;

function button(value: string, label: string, kind: string): string {
	return `<button type="submit" name="answer" value="${value}" class="${kind}">${isolated(label)}</button>`;
}

function controls(question: PageQuestion, words: Words): string {
	if (question.kind === 'freeText') {
		return [
			`<label for="text">${words.yourAnswer}</label>`,
			`<textarea id="text" name="text" dir="auto" rows="5" maxlength="${MAX_ANSWER_LENGTH}" required aria-describedby="limit"></textarea>`,
			`<p id="limit" class="hint">${words.atMost.replace('{count}', String(MAX_ANSWER_LENGTH))}</p>`,
			`<button type="submit" class="yes">${isolated(question.submit)}</button>`,
		].join('\n');
	}
	const approve = button('approve', question.approve, 'yes');
	if (question.decline === undefined) return approve;
	return `${approve}\n${button('decline', question.decline, 'no')}`;
}

/** What was answered, in the words of the buttons. */
function answerText(answer: Answered, question: PageQuestion, words: Words): string {
	if ('text' in answer) return answer.text;
	return answer.approved ? question.approve : (question.decline ?? words.decline);
}

const told = (heading: string, rest: string) => `<h1 role="status">${heading}</h1>\n${rest}`;

function main(question: PageQuestion, state: PageState, words: Words): string {
	const text = `<div id="question" class="question" dir="auto">${escapeHtml(question.text)}</div>`;
	switch (state.shows) {
		case 'question': {
			const notice =
				state.notice === undefined
					? ''
					: `<p class="notice" role="alert">${words[state.notice]}</p>\n`;
			return `<h1>${words.title}</h1>\n${text}\n${notice}<form method="post" autocomplete="off" aria-labelledby="question">\n${controls(question, words)}\n</form>`;
		}
		case 'recorded':
		case 'alreadyAnswered': {
			const { answer } = state;
			const given =
				answer === undefined
					? ''
					: `<dl><dt>${words.yourAnswer}</dt><dd dir="auto">${escapeHtml(answerText(answer, question, words))}</dd></dl>\n`;
			const thanks = state.shows === 'recorded' ? `<p>${words.thanks}</p>` : '';
			return told(words[state.shows], `${text}\n${given}${thanks}`);
		}
		case 'tooLate':
			return told(words.tooLate, `${text}\n<p>${words.nothingRecorded}</p>`);
		case 'badLink':
			// Whoever has no signed link does not see what was asked either.
			return told(words.badLink, '');
	}
}

/**
 * The page that a person answers on: one HTML document without scripts and without anything from
 * elsewhere. Whatever the texts are, they are shown as they were written.
 */
export function pageOf(question: PageQuestion, state: PageState): string {
	const words = WORDS[question.language];
	return `<!doctype html>
<html lang="${words.tag}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${words.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main(question, state, words)}
</main>
</body>
</html>
`;
}

/** The page where nothing is known of the question, so neither of its language. */
export function pageOfNoQuestion(): string {
	const { approve, submit } = WORDS.english;
	return pageOf(
		{ text: '', language: 'english', kind: 'approval', approve, submit },
		{ shows: 'badLink' },
	);
}
