import fc from 'fast-check';

import type { Fault } from '../simulators';
import { SENDS, sendsWhere, type SendName } from './sends';

/** A fault of one request of a send, or none. */
export interface Spoilt {
	fault: Fault;
	when: 'before' | 'after';
}

/**
 * When an execution is cancelled: at its n-th request or wait, or so many turns after its start. A crash
 * is one after which nothing reaches n8n's database any more.
 */
const cancelMoment = fc.record({
	isCrash: fc.boolean(),
	on: fc.constantFrom('request', 'wait', 'turn'),
	count: fc.integer({ min: 1, max: 12 }),
});

const reply = (body: string): Fault => ({ kind: 'replyWith', body });

/** What says neither that a message was taken nor that it was not, for one provider or the other. */
const lost: fc.Arbitrary<Fault> = fc.oneof(
	fc.constantFrom<Fault[]>(
		'timeout',
		'reset',
		'serverErrorHtml',
		'badGateway',
		'empty',
		'cutJson',
		'html',
		'redirect',
		{ kind: 'httpStatus', status: 503 },
	),
	fc.constantFrom(3001, 3002, 5001, 5002, 5003, 5004, 7777).map((code) => ({ code })),
	fc.constant<Fault>({ code: 'TS-7777' }),
	// Done, but with an id that is none, or without one.
	fc
		.constantFrom('0', '-1', '"null"', '"OK"', '" "', '"00000000-0000-0000-0000-000000000000"')
		.map((result) => reply(`{"Code":0,"Message":"","Result":${result}}`)),
	fc
		.constantFrom('TS-1027', 'TS-1029', 'TS-1060', 'TS-1024')
		.map((code) => reply(`{"result":true,"result_code":"${code}"}`)),
	fc.constant(
		reply('{"result":false,"result_code":"TS-1024","sms_id":"1000009999","rapor_id":"129999"}'),
	),
);

const lostAnswer: fc.Arbitrary<Spoilt> = fc.record({
	fault: lost,
	when: fc.constantFrom('before', 'after'),
});

const lateAcceptance: fc.Arbitrary<Spoilt> = fc
	.integer({ min: 100, max: 40_000 })
	.map((acceptLateMs) => ({ fault: { acceptLateMs, reply: 'reset' }, when: 'before' }));

const refusal: fc.Arbitrary<Spoilt> = fc
	.constantFrom(1004, 2001, 3003, 2002, 'TS-1033', 'TS-1031', 'TS-1027', 'TS-1060')
	.map((code) => ({ fault: { code }, when: 'before' }));

const fine: fc.Arbitrary<Spoilt> = fc.constant({ fault: 'wrongContentType', when: 'after' });

/** After some that are well, those of many messages go two at a time. */
const wellAtFirst = fc
	.constantFrom(0, 0, 4, 6)
	.chain((requests) => fc.array(fine, { minLength: requests, maxLength: requests }));

const spoiltAfter = fc.array(
	fc.oneof(
		{ weight: 4, arbitrary: fine },
		{ weight: 5, arbitrary: lostAnswer },
		{ weight: 2, arbitrary: lateAcceptance },
		{ weight: 3, arbitrary: refusal },
	),
	{ maxLength: 14 },
);

const spoiltRequests = fc
	.tuple(wellAtFirst, spoiltAfter)
	.map(([well, spoilt]) => [...well, ...spoilt]);

/** What people and expressions change between two tries. */
const world = fc.record({
	/** Stands behind each text. */
	text: fc.constantFrom('', '', ' mended', ' 12:30'),
	/** Each message has a text of its own at each try, as with `$now` or a random code. */
	isRandomText: fc.constantFrom(false, false, false, true),
	/** In which form the numbers are written; of lists, also which numbers they have. */
	form: fc.nat(2),
	sender: fc.constantFrom(0, 0, 1),
	itemsPerRequest: fc.constantFrom(1, 1, 2, 3, 5),
	/** Which key or password of the account, or which user of it. */
	login: fc.constantFrom(0, 0, 1, 2),
	hasSlash: fc.boolean(),
});

export type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const question = fc.constantFrom<Fault[]>(
	'wrongContentType',
	'wrongContentType',
	'reset',
	'html',
	{ code: 5001 },
	{ code: 2009 },
	{ code: 1001 },
	{ code: 3002 },
	reply('{"Code":0,"Message":"","Result":"OK"}'),
	reply('{"Code":0,"Message":"","Result":-1}'),
);

/** One workflow execution, what goes wrong in it, and what the user does afterwards. */
export const faultCase = fc.record({
	send: fc.constantFrom(...sendsWhere(() => true)),
	/**
	 * A pair has two numbers, where an item can have many; a list has one or two, by its form; a repeated
	 * one is as the first.
	 */
	items: fc.array(fc.constantFrom('fine', 'fine', 'fine', 'fine', 'pair', 'list', 'repeated'), {
		minLength: 1,
		maxLength: 20,
		size: 'max',
	}),
	/** The item whose number is none. */
	invalidItem: fc.option(fc.nat(19), { freq: 4, nil: undefined }),
	/** One a try, through Retry On Fail and the retries of the editor; the last one stays. */
	worlds: fc.array(world, { minLength: 1, maxLength: 5 }),
	duplicates: fc.constantFrom('once', 'asGiven'),
	/** What happens to the requests of the send, in their order. */
	requests: spoiltRequests,
	/** What happens to questions after lost answers. */
	questions: fc.array(question, { maxLength: 3 }),
	/** What Raygan SMS answers to questions for what it does not know. */
	strange: fc.record({
		unknownGroup: fc.constantFrom(
			'refuse' as const,
			'refuse' as const,
			'refuse' as const,
			'firstGroup' as const,
			{ words: 'not found' },
			{ words: '00000000-0000-0000-0000-000000000000' },
		),
		statusOfUnknownIds: fc.constantFrom(undefined, undefined, '0', '99', ''),
	}),
	/** The items of which alone a group send takes messages, and what it answers then. */
	partOfGroup: fc.option(
		fc.record({
			items: fc.uniqueArray(fc.nat(19), { maxLength: 12 }),
			code: fc.constantFrom(5004, 5002, 5003, 3002),
		}),
		{ freq: 4, nil: undefined },
	),
	/** How many of its messages a bulk request of TurkeySMS takes, and what it answers then. */
	partsOfBulks: fc.array(
		fc.oneof(
			fc.record({ takes: fc.nat(4), code: fc.constantFrom(undefined, 'TS-7777') }),
			fc.record({ takes: fc.constant(50), total: fc.constantFrom('1', 2, '', null) }),
		),
		{ maxLength: 3 },
	),
	/** Whether TurkeySMS takes of a bulk request what fits into the minute. */
	takesWhatFits: fc.boolean(),
	/** Numbers that Raygan SMS refuses row by row, by item. */
	rejected: fc.array(
		fc.record({ item: fc.nat(19), result: fc.constantFrom(4, 5, 7, 0, 6, 1999) }),
		{ maxLength: 3 },
	),
	/** Items whose messages have a status that no table has. */
	oddStatus: fc.array(fc.nat(19), { maxLength: 2 }),
	rows: fc.record({ shuffleRows: fc.boolean(), dropRows: fc.nat(2), groupIdOfRows: fc.boolean() }),
	/** Of TurkeySMS */
	messagesPerMinute: fc.constantFrom(1_000_000, 1_000_000, 4, 8),
	rateLimitWait: fc.constantFrom(undefined, 0, 120),
	/** Of Raygan SMS: the one option with which a message may go twice. */
	resendIfNotFound: fc.constantFrom(false, false, true),
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	/** Retry On Fail */
	maxTries: fc.constantFrom(undefined, 2, 3),
	/** How often the user retries an execution that failed. */
	editorRetries: fc.nat(2),
	cancel: fc.option(cancelMoment, { freq: 4, nil: undefined }),
	/**
	 * Each item bears a key, of its own or one for two that are the same message (`shared`) or are not
	 * (`clashing`), and the whole workflow runs once more.
	 */
	keys: fc.constantFrom('none', 'none', 'none', 'none', 'own', 'own', 'shared', 'clashing'),
	/** An own id of the request, of which one request alone can be made. */
	ownGroupId: fc.constantFrom(false, false, false, false, true),
});

export type FaultCase = typeof faultCase extends fc.Arbitrary<infer Case> ? Case : never;

/** A case in which each item is a call of the node as an AI agent's tool. */
export const toolCase = fc.record({
	drawn: faultCase.map((drawn) => ({
		...drawn,
		items: drawn.items.slice(0, 6),
		// The calls know nothing of each other.
		strange: { ...drawn.strange, unknownGroup: 'refuse' as const },
		cancel: undefined,
		keys: 'none' as const,
		ownGroupId: false,
	})),
	/** Whether the agent makes all calls at once. */
	isParallel: fc.boolean(),
});

const isRaygan = (send: SendName): boolean => SENDS[send].provider === 'raygan';

/** A reply of the other provider says nothing that this one could answer. */
export function fits(drawn: FaultCase, { fault }: Spoilt): boolean {
	const { send, resendIfNotFound, partOfGroup } = drawn;
	// A group's id stands for all of it where no code says that the service broke off in the middle.
	const saysNoCode = typeof fault !== 'object' || !('code' in fault);
	const isSpoilt = saysNoCode && fault !== 'wrongContentType';
	if (send === 'rayganSend' && partOfGroup !== undefined && isSpoilt) return false;
	if (typeof fault !== 'object') return !(resendIfNotFound && fault === 'timeout');
	if ('code' in fault) return isRaygan(send) === (typeof fault.code === 'number');
	if (!('body' in fault)) return true;
	return isRaygan(send) === fault.body.startsWith('{"Code"');
}

/** Whether the service can say that it does not know a message which it has, or will have. */
export function canBeMissed({ requests, questions }: FaultCase): boolean {
	return (
		requests.some(({ fault }) => typeof fault === 'object' && 'acceptLateMs' in fault) ||
		questions.some((fault) => typeof fault === 'object' && 'code' in fault && fault.code === 3002)
	);
}
