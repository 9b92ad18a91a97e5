import { pollDeliveries } from '../../../../../nodes/shared/polling/delivery/poll';
import { noteSent } from '../../../../../nodes/shared/sending/memory/sentRegister';
import type { Target, WatchPart } from '../../../../../nodes/shared/polling/delivery/watchState';
import { World } from './world';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2030, 0, 15, 12);

afterEach(() => jest.restoreAllMocks());

let accounts = 0;

/** A trigger that follows what its account sent, at a provider that knows every message. */
function sentHere() {
	accounts += 1;
	const account = `account ${accounts}`;
	const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW);
	const world = new World([]);
	const source = {
		...world.source,
		targetOf: ({ smsId }: Record<string, unknown>): Target => ({
			kind: 'message',
			id: String(smsId),
		}),
	};
	return {
		send(smsId: string, at: number) {
			clock.mockReturnValue(at);
			world.statuses.set(smsId, 'sent');
			noteSent(account, [{ recipient: '+1', text: 'x' }], [{ ok: true, ids: { smsId } }]);
		},
		async poll(
			now: number,
			kept: WatchPart | undefined,
			longestPause: number,
			isActivation = false,
		) {
			clock.mockReturnValue(now);
			const polled = await pollDeliveries(source, {
				settings: {
					statuses: new Set(['sent', 'delivered'] as const),
					skipPending: false,
					maxAgeMinutes: 600,
					listed: undefined,
				},
				client: { account },
				provider: 'P',
				zone: 'UTC',
				now,
				timeLeft: () => 10_000,
				note: () => undefined,
				kept: () => kept,
				subjects: () => [],
				isActivation,
				longestPause,
			});
			return {
				names: polled.rows.map(({ json }) => json.name),
				kept: polled.kept.get('sentHere'),
			};
		},
	};
}

test.each([
	{ pause: 5 * 60, found: ['minutes ago'] },
	{ pause: 24 * 3600, found: ['an hour ago', 'minutes ago'] },
])(
	'where what was kept is lost, it follows what was sent since the last poll may have been: %j',
	async ({ pause, found }) => {
		const { send, poll } = sentHere();
		send('hours ago', NOW - 180 * MINUTE_MS);
		send('an hour ago', NOW - 50 * MINUTE_MS);
		send('minutes ago', NOW - 4 * MINUTE_MS);
		const { names, kept } = await poll(NOW, undefined, pause);
		expect(names.toSorted()).toEqual(found);
		expect((await poll(NOW + MINUTE_MS, kept, pause)).names).toEqual([]);
	},
);

test('at the activation it begins with what is sent from then on', async () => {
	const { send, poll } = sentHere();
	send('before', NOW - MINUTE_MS);
	const begun = await poll(NOW, undefined, 60, true);
	expect(begun.names).toEqual([]);
	send('after', NOW + 1_000);
	expect((await poll(NOW + MINUTE_MS, begun.kept, 60)).names).toEqual(['after']);
});
