import fc from 'fast-check';

import type { Fault } from '../simulators';
import { SENDS, sendsWhere } from './sends';

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

const lost: fc.Arbitrary<Fault> = fc.constantFrom<Fault[]>(
	'timeout',
	'reset',
	'serverErrorHtml',
	'badGateway',
	'empty',
	'cutJson',
	'html',
	'redirect',
	{ kind: 'httpStatus', status: 503 },
	// Codes that leave the outcome open, for one provider or the other.
	{ code: 5002 },
	{ code: 5004 },
	{ code: 7777 },
	{ code: 'TS-7777' },
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
		{ weight: 4, arbitrary: lostAnswer },
		{ weight: 1, arbitrary: lateAcceptance },
		{ weight: 3, arbitrary: refusal },
	),
	{ maxLength: 14 },
);

const spoiltRequests = fc
	.tuple(wellAtFirst, spoiltAfter)
	.map(([well, spoilt]) => [...well, ...spoilt]);

/** One workflow execution, what goes wrong in it, and what the user does afterwards. */
export const faultCase = fc.record({
	send: fc.constantFrom(...sendsWhere(() => true)),
	/** A pair has two numbers, where an item can have many; a repeated one is as the first. */
	items: fc.array(fc.constantFrom('fine', 'fine', 'fine', 'fine', 'pair', 'repeated'), {
		minLength: 1,
		maxLength: 20,
		size: 'max',
	}),
	/** The item whose number is none. */
	invalidItem: fc.option(fc.nat(19), { freq: 4, nil: undefined }),
	itemsPerRequest: fc.constantFrom(1, 1, 2, 3, 5),
	duplicates: fc.constantFrom('once', 'asGiven'),
	/** What happens to the requests of the send, in their order. */
	requests: spoiltRequests,
	/** What happens to questions after lost answers. */
	questions: fc.array(fc.constantFrom<Fault[]>('wrongContentType', 'reset', 'html'), {
		maxLength: 3,
	}),
	/** Numbers that Raygan SMS refuses row by row, by item. */
	rejected: fc.array(
		fc.record({ item: fc.nat(19), result: fc.constantFrom(4, 5, 7, 0, 6, 1999) }),
		{
			maxLength: 3,
		},
	),
	rows: fc.record({ shuffleRows: fc.boolean(), dropRows: fc.nat(2), groupIdOfRows: fc.boolean() }),
	/** Of TurkeySMS */
	messagesPerMinute: fc.constantFrom(1_000_000, 1_000_000, 4, 8),
	rateLimitWait: fc.constantFrom(0, 120),
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	/** Retry On Fail */
	maxTries: fc.constantFrom(undefined, 2, 3),
	/** How often the user retries an execution that failed. */
	editorRetries: fc.nat(2),
	cancel: fc.option(cancelMoment, { freq: 4, nil: undefined }),
	/** Each item bears a key of its own, and the whole workflow runs once more. */
	keyed: fc.constantFrom(false, false, true),
	/** An own id of the request, of which one request alone can be made. */
	ownGroupId: fc.constantFrom(false, false, false, false, true),
});

export type FaultCase = typeof faultCase extends fc.Arbitrary<infer Case> ? Case : never;

/** A code of the other provider's table says nothing that this one could answer. */
export function fits({ send }: FaultCase, { fault }: Spoilt): boolean {
	if (typeof fault !== 'object' || !('code' in fault)) return true;
	return (SENDS[send].provider === 'raygan') === (typeof fault.code === 'number');
}
