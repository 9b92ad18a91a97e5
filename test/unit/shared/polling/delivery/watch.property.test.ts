import fc from 'fast-check';

import type { Target } from '../../../../../nodes/shared/polling/delivery/watchState';
import type { DeliveryStatus } from '../../../../../nodes/shared/sms/delivery';
import { isFinal } from '../../../../../nodes/shared/sms/delivery';
import type { Emitted, Settings } from './world';
import { World } from './world';

const MOVING: readonly DeliveryStatus[] = ['pending', 'queued', 'sent'];
const LAST: readonly DeliveryStatus[] = ['delivered', 'undelivered', 'rejected', 'blocked'];
const ALL = [...MOVING, ...LAST];

const NAMES = ['1', '2', '3', '40', '50001', 'g1/a', 'g1/b', 'g1/c', 'g2/a', 'g2/d'];
const LISTED: readonly Target[] = [
	...['1', '2', '3', '40', '50001'].map((id) => ({ kind: 'message', id })),
	...['g1', 'g2'].map((id) => ({ kind: 'group', id })),
];

type Step =
	| { readonly kind: 'move'; readonly name: string; readonly status: DeliveryStatus }
	| { readonly kind: 'poll'; readonly faults: readonly number[]; readonly time: number }
	| { readonly kind: 'restart' }
	| { readonly kind: 'turn' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('move' as const),
			name: fc.constantFrom(...NAMES),
			status: fc.oneof(
				{ weight: 3, arbitrary: fc.constantFrom(...MOVING) },
				{ weight: 1, arbitrary: fc.constantFrom(...LAST) },
			),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			faults: fc.subarray([0, 1, 2, 3]),
			time: fc.constantFrom(1, 2, 3, 9, 9, 9),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ kind: 'restart' } as const) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'turn' } as const) },
);

const settings: fc.Arbitrary<Settings> = fc.record({
	statuses: fc
		.oneof(fc.constant([...ALL]), fc.subarray([...ALL], { minLength: 1 }))
		.map((chosen) => new Set(chosen)),
	skipPending: fc.boolean(),
	maxAgeMinutes: fc.constant(Infinity),
});

/** A trigger as the engines run it: the default one saves a state with an emission, the other one at each poll that ends well. */
class Trigger {
	private memory: string | undefined;
	private saved: string | undefined;
	/** What the user knows of each message after all that was emitted, and after what was saved of it. */
	private known = new Map<string, DeliveryStatus>();
	private savedKnown = new Map<string, DeliveryStatus>();
	readonly emitted: Emitted[] = [];

	constructor(
		private readonly world: World,
		private readonly settings: Settings,
		private readonly savesEachPoll: boolean,
	) {}

	restart(): void {
		this.memory = this.saved;
		this.known = new Map(this.savedKnown);
	}

	/** Polls, and compares with what a plain memory of all statuses says. */
	async poll(): Promise<void> {
		const { world } = this;
		const { emitted, kept, fault } = await world.poll(this.settings, LISTED, this.memory, 1);
		this.memory = kept;

		const seen = world.requests.flatMap((ids, number) =>
			world.faults.has(number) ? [] : ids.split(','),
		);
		const expected: Emitted[] = [];
		for (const [name, status] of world.statuses) {
			const [id = ''] = name.split('/');
			const before = this.known.get(name);
			if (!seen.includes(id) || (before !== undefined && isFinal(before))) continue;
			this.known.set(name, status);
			const isNews =
				before === undefined
					? !(this.settings.skipPending && status === 'pending')
					: before !== status;
			if (!isNews || !this.settings.statuses.has(status)) continue;
			expected.push({ name, status, previousStatus: before ?? null, expired: false });
		}
		const inOrder = (list: readonly Emitted[]) =>
			[...list].sort((one, other) => one.name.localeCompare(other.name));
		expect(inOrder(emitted)).toEqual(inOrder(expected));

		this.emitted.push(...emitted);
		const isThrown = fault !== undefined && emitted.length === 0;
		if (emitted.length > 0 || (this.savesEachPoll && !isThrown)) {
			this.saved = kept;
			this.savedKnown = new Map(this.known);
		}
	}
}

async function run(
	steps: readonly Step[],
	chosen: Settings,
	savesEachPoll: boolean,
): Promise<{ world: World; trigger: Trigger }> {
	const world = new World(NAMES);
	const trigger = new Trigger(world, chosen, savesEachPoll);
	for (const one of steps) {
		if (one.kind === 'restart') trigger.restart();
		else if (one.kind === 'turn') world.reversed = !world.reversed;
		else if (one.kind === 'poll') {
			world.faults = new Set(one.faults);
			world.time = one.time;
			await trigger.poll();
		} else {
			const before = world.statuses.get(one.name);
			if (before === undefined || !isFinal(before)) world.statuses.set(one.name, one.status);
		}
	}
	return { world, trigger };
}

test('each change that a poll can see is emitted once, whatever fails and whenever n8n is restarted', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 60 }),
			settings,
			fc.boolean(),
			async (steps, chosen, savesEachPoll) => {
				await run(steps, chosen, savesEachPoll);
			},
		),
		{ numRuns: 600 },
	);
});

test('the end of each message is emitted exactly once, nothing after it, and then nobody is asked any more', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 60 }),
			fc.array(fc.constantFrom(...LAST), { minLength: NAMES.length, maxLength: NAMES.length }),
			fc.boolean(),
			async (steps, ends, savesEachPoll) => {
				const everything = {
					statuses: new Set(ALL),
					skipPending: false,
					maxAgeMinutes: Infinity,
				};
				const finish = NAMES.map((name, at): Step => {
					return { kind: 'move', name, status: ends[at] ?? 'delivered' };
				});
				const calm: Step = { kind: 'poll', faults: [], time: 9 };
				const { world, trigger } = await run(
					[...steps, ...finish, calm, calm],
					everything,
					savesEachPoll,
				);
				for (const [name, status] of world.statuses) {
					const own = trigger.emitted.filter((change) => change.name === name);
					expect(
						own.filter(
							(change) =>
								isFinal(world.statuses.get(change.name) ?? 'pending') && change.status === status,
						),
					).toHaveLength(1);
					expect(own.at(-1)?.status).toBe(status);
				}
				expect(world.requests).toEqual([]);
			},
		),
		{ numRuns: 300 },
	);
});
