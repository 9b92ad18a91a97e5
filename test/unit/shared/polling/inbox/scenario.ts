import fc from 'fast-check';

import type { Engine } from '../host';
import type { MailboxStyle } from './mailbox';

/** The latest that a message is listed after its own time, less than the shortest overlap. */
const MAX_LATE_SECONDS = 55;

const YEAR = 365 * 24 * 3600;

/** What happens, one after another. */
export type Step =
	| {
			readonly kind: 'arrive';
			readonly line: number;
			readonly who: number;
			readonly text: number;
			readonly twins: number;
			readonly lateSeconds: number;
			readonly inMs: number;
			/** Whether the provider shows no time of it; its text is then like no other. */
			readonly isUndated: boolean;
	  }
	| {
			readonly kind: 'burst';
			readonly line: number;
			readonly count: number;
			/** Between one and the next on the way to the provider */
			readonly everyMs: number;
			/** Between one and the next while it lists them, all at once or in the midst of a poll */
			readonly slipMs: number;
	  }
	| { readonly kind: 'wait'; readonly seconds: number }
	/** n8n's clock is put another way. */
	| { readonly kind: 'clock'; readonly providerAheadSeconds: number }
	| {
			readonly kind: 'poll';
			readonly afterSeconds: number;
			readonly faults: readonly number[];
			readonly crashes: boolean;
	  }
	| { readonly kind: 'pollTwice' }
	| { readonly kind: 'restart' }
	| { readonly kind: 'offAndOn'; readonly faults: readonly number[] };

export interface Scenario {
	readonly engine: Engine;
	readonly style: MailboxStyle;
	readonly providerAheadSeconds: number;
	readonly lines: number;
	readonly overlapMinutes: number;
	readonly maxMessagesPerPoll: number;
	/** Seconds before the activation; undefined begins with what comes from then on */
	readonly startBefore: number | undefined;
	/** Whether only one of the texts is wanted */
	readonly isFiltered: boolean;
	readonly before: readonly Step[];
	readonly activationFaults: readonly number[];
	readonly after: readonly Step[];
}

const faults = fc.oneof(
	{ weight: 3, arbitrary: fc.constant<number[]>([]) },
	fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
);
const line = fc.nat({ max: 4 });

const arrive = fc.record({
	kind: fc.constant('arrive' as const),
	line,
	who: fc.nat({ max: 1 }),
	text: fc.nat({ max: 2 }),
	twins: fc.integer({ min: 1, max: 3 }),
	lateSeconds: fc.nat({ max: MAX_LATE_SECONDS }),
	inMs: fc.oneof(fc.constant(0), fc.nat({ max: 120 })),
	isUndated: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
});
const burst = fc.record({
	kind: fc.constant('burst' as const),
	line,
	count: fc.integer({ min: 2, max: 40 }),
	everyMs: fc.constantFrom(0, 0, 30, 400, 3_000),
	slipMs: fc.constantFrom(0, 0, 2, 5),
});
const wait = fc.record({
	kind: fc.constant('wait' as const),
	seconds: fc.oneof(
		{ weight: 6, arbitrary: fc.integer({ min: 1, max: 120 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 600, max: 7 * 24 * 3600 }) },
	),
});
const clock = fc.record({
	kind: fc.constant('clock' as const),
	providerAheadSeconds: fc.constantFrom(-YEAR, -3_600, 0, 3_600, YEAR),
});
const poll = fc.record({
	kind: fc.constant('poll' as const),
	afterSeconds: fc.constantFrom(0, 0, 60),
	faults,
	crashes: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.boolean()),
});
const rest = fc.oneof(
	fc.constant({ kind: 'pollTwice' as const }),
	fc.constant({ kind: 'restart' as const }),
	fc.record({ kind: fc.constant('offAndOn' as const), faults }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: arrive },
	{ weight: 3, arbitrary: burst },
	{ weight: 3, arbitrary: wait },
	{ weight: 7, arbitrary: poll },
	{ weight: 2, arbitrary: rest },
	{ weight: 1, arbitrary: clock },
);

export const scenario: fc.Arbitrary<Scenario> = fc.record({
	engine: fc.constantFrom('default', 'scheduler', 'durable'),
	style: fc.record({
		pageSize: fc.integer({ min: 1, max: 8 }),
		order: fc.constantFrom('newestFirst', 'oldestFirst', 'byText'),
		inclusiveStart: fc.boolean(),
		inclusiveEnd: fc.boolean(),
		pagesOfNone: fc.constantFrom(0, 1),
		latencyMs: fc.constantFrom(1, 4),
		pagesInvented: fc.constantFrom(0, 0, 0, 1),
		roundsTo: fc.constantFrom(1, 1, 60, 86_400),
		hasBrokenRows: fc.boolean(),
	}),
	providerAheadSeconds: fc.oneof(
		{ weight: 4, arbitrary: fc.integer({ min: -600, max: 600 }) },
		fc.constantFrom(-YEAR, -3_600, 3_600, YEAR),
	),
	lines: fc.integer({ min: 1, max: 5 }),
	overlapMinutes: fc.constantFrom(1, 15, 120),
	maxMessagesPerPoll: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })),
	startBefore: fc.oneof(
		{ weight: 2, arbitrary: fc.constant(undefined) },
		fc.constantFrom(0, 30, 3_600),
	),
	isFiltered: fc.boolean(),
	before: fc.array(fc.oneof(arrive, burst, wait), { maxLength: 6 }),
	activationFaults: faults,
	after: fc.array(step, { maxLength: 40 }),
});

/** Rows slip in beside a second of many pages, and two readings of it shift alike: found at random once. */
export const SHIFTED_ALIKE: Scenario = {
	engine: 'default',
	style: {
		pageSize: 8,
		order: 'newestFirst',
		inclusiveStart: false,
		inclusiveEnd: true,
		pagesOfNone: 0,
		latencyMs: 1,
		pagesInvented: 0,
		hasBrokenRows: false,
	},
	providerAheadSeconds: 0,
	lines: 1,
	overlapMinutes: 1,
	maxMessagesPerPoll: 2,
	startBefore: 3600,
	isFiltered: false,
	before: [
		{ kind: 'wait', seconds: 73 },
		{ kind: 'burst', line: 0, count: 38, everyMs: 30, slipMs: 0 },
	],
	activationFaults: [],
	after: [
		{ kind: 'burst', line: 0, count: 30, everyMs: 0, slipMs: 5 },
		{ kind: 'poll', afterSeconds: 0, faults: [], crashes: true },
		{ kind: 'poll', afterSeconds: 60, faults: [], crashes: false },
	],
};
