import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { WORDS, PAGE_LANGUAGES } from '../../../../nodes/shared/answering/languages';
import { escapeHtml, PAGE_HEADERS, pageOf } from '../../../../nodes/shared/answering/page';
import type { PageQuestion, PageState } from '../../../../nodes/shared/answering/page';

const base: PageQuestion = {
	text: 'Will you come?',
	language: 'english',
	kind: 'approval',
	approve: 'Yes',
	decline: 'No',
	submit: 'Send',
};

const hostile = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'<script>alert(1)</script>',
		'</textarea><img src=x onerror=alert(1)>',
		'" autofocus onfocus="alert(1)',
		"' onclick='alert(1)",
		'</style><style>*{display:none}',
		'&lt;script&gt;',
		'&#60;b&#62;',
		'${alert(1)} {{constructor}}',
		'\u202eمتن\u2066',
		'<!--',
		']]>',
		'$& $1 $`',
	),
);

const state: fc.Arbitrary<PageState> = fc.oneof(
	fc.constantFrom<PageState>(
		{ shows: 'question' },
		{ shows: 'question', notice: 'writeFirst' },
		{ shows: 'tooLate' },
		{ shows: 'badLink' },
		{ shows: 'alreadyAnswered' },
		{ shows: 'recorded', answer: { approved: false, respondedAt: '' } },
	),
	hostile.map((text): PageState => ({ shows: 'recorded', answer: { text, respondedAt: '' } })),
);

const question = fc.record({
	text: hostile,
	language: fc.constantFrom(...PAGE_LANGUAGES),
	kind: fc.constantFrom<PageQuestion['kind']>('approval', 'freeText'),
	approve: hostile,
	decline: fc.option(hostile, { nil: undefined }),
	submit: hostile,
});

/** The tags of a page, each without what stands between its quotes. */
const tagsOf = (html: string) =>
	(html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));

const unescaped = (html: string) =>
	html
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/&quot;/g, '"')
		.replace(/&gt;/g, '>')
		.replace(/&lt;/g, '<')
		.replace(/&amp;/g, '&');

test('whatever the texts are, the page has the tags that it has for plain ones', () => {
	fc.assert(
		fc.property(question, state, (asked, shown) => {
			const plain: PageQuestion = {
				...asked,
				text: 'a',
				approve: 'a',
				decline: asked.decline === undefined ? undefined : 'a',
				submit: 'a',
			};
			const isText = 'answer' in shown && shown.answer !== undefined && 'text' in shown.answer;
			const plainShown: PageState = isText
				? { shows: 'recorded', answer: { text: 'a', respondedAt: '' } }
				: shown;
			expect(tagsOf(pageOf(asked, shown))).toEqual(tagsOf(pageOf(plain, plainShown)));
		}),
		{ numRuns: 500 },
	);
});

test('a person reads what was written, mark for mark', () => {
	fc.assert(
		fc.property(hostile, (text) => {
			expect(unescaped(escapeHtml(text))).toBe(text);
			expect(escapeHtml(text)).not.toMatch(/[<>"'`]/);
			expect(pageOf({ ...base, text }, { shows: 'question' })).toContain(escapeHtml(text));
		}),
	);
});

test.each(PAGE_LANGUAGES)('%s: language, direction and own words in every state', (language) => {
	const words = WORDS[language];
	const asked: PageQuestion = { ...base, language, kind: 'freeText', text: '?', submit: '!' };
	const ask = pageOf(asked, { shows: 'question', notice: 'writeFirst' });
	expect(ask).toContain(`<html lang="${words.tag}" dir="${words.direction}">`);
	for (const said of [words.title, words.yourAnswer, words.writeFirst]) expect(ask).toContain(said);
	expect(pageOf(asked, { shows: 'tooLate' })).toContain(words.tooLate);
	expect(pageOf(asked, { shows: 'alreadyAnswered' })).toContain(words.alreadyAnswered);
	expect(pageOf(asked, { shows: 'recorded' })).toContain(words.recorded);
});

test('all languages say the same things, and no two the same sentence', () => {
	const keys = PAGE_LANGUAGES.map((language) => Object.keys(WORDS[language]).sort());
	for (const of of keys) expect(of).toEqual(keys[0]);
	for (const name of ['title', 'approve', 'decline', 'recorded', 'tooLate'] as const) {
		expect(new Set(PAGE_LANGUAGES.map((language) => WORDS[language][name])).size).toBe(4);
	}
});

test('whoever has no signed link does not see the question', () => {
	expect(pageOf(base, { shows: 'badLink' })).not.toContain(base.text);
});

describe('the policy', () => {
	const html = pageOf(base, { shows: 'question' });
	const policy = PAGE_HEADERS['Content-Security-Policy'] ?? '';

	test('lets nothing be loaded, and the form go to its own host alone', () => {
		expect(policy.split('; ').sort()).toEqual([
			"base-uri 'none'",
			"default-src 'none'",
			"form-action 'self'",
			"frame-ancestors 'none'",
			expect.stringMatching(/^style-src 'sha256-[\w+/]+=*'$/),
		]);
	});

	test('knows the style of the page by its hash, and stands in the page too', () => {
		const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
		const hash = createHash('sha256').update(style).digest('base64');
		expect(policy).toContain(`'sha256-${hash}'`);
		expect(unescaped(html)).toContain(`style-src 'sha256-${hash}'`);
	});

	test('has nothing to forbid: no script, no address, no style in a tag', () => {
		expect(html).not.toMatch(/<script|<link|<img|\bsrc=|\bhref=|\bstyle=|\bon\w+=|https?:|url\(/);
	});
});

test('no button where there is nothing to answer any more', () => {
	for (const shows of ['recorded', 'alreadyAnswered', 'tooLate'] as const) {
		expect(pageOf(base, { shows })).not.toMatch(/<form|<button/);
	}
});

test('one button, two buttons, and a box with its label and limit', () => {
	const buttons = (asked: PageQuestion) =>
		pageOf(asked, { shows: 'question' }).match(/<button [^>]*>/g) ?? [];
	expect(buttons({ ...base, decline: undefined })).toHaveLength(1);
	expect(buttons(base)).toHaveLength(2);
	const box = pageOf({ ...base, kind: 'freeText' }, { shows: 'question' });
	expect(box).toContain('<label for="text">');
	expect(box).toMatch(/<textarea id="text" [^>]*maxlength="2000" required/);
});
