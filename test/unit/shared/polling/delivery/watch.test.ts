import { compare, takeOn } from '../../../../../nodes/shared/polling/delivery/watch';
import { EMPTY, watchPart } from '../../../../../nodes/shared/polling/delivery/watchState';
import type { DeliveryStatus } from '../../../../../nodes/shared/sms/delivery';
import { World } from './world';
import { group, message, OPTIONS, reading, stored } from './watched';

test('a message that reaches the age limit has a last event that says so', () => {
	const { state } = takeOn(EMPTY, [message('1'), message('2'), group('g')], 0);
	const readings = new Map([
		['message 1', reading([{ key: '', status: 'sent' }])],
		['message 2', reading([], false)],
		[
			'group g',
			reading([
				{ key: 'a', status: 'delivered' },
				{ key: 'b', status: 'pending' },
			]),
		],
	]);
	const before = compare(state, readings, OPTIONS, true, 599);
	expect(before.changes.map(({ isExpired }) => isExpired)).toEqual([false, false, false]);
	const deliveredOnly = { ...OPTIONS, statuses: new Set<DeliveryStatus>(['delivered']) };
	const last = compare(stored(before.state), readings, deliveredOnly, true, 600);
	expect(last.changes).toMatchObject([
		{ target: { id: '1' }, message: { status: 'sent' }, isExpired: true },
		{ target: { id: '2' }, message: undefined, previousStatus: null, isExpired: true },
		{ target: { id: 'g' }, message: { key: 'b' }, previousStatus: 'pending', isExpired: true },
	]);
	expect(last.state.watched.size).toBe(0);
	const again = takeOn(stored(last.state), [message('1'), message('2'), group('g')], 601);
	expect(again.state.watched.size).toBe(0);
});

test('a first pending one starts nothing where that is chosen, and what follows it does', () => {
	const { state } = takeOn(EMPTY, [message('1')], 0);
	const options = { ...OPTIONS, skipPending: true };
	const pending = new Map([['message 1', reading([{ key: '', status: 'pending' }])]]);
	const first = compare(state, pending, options, true, 1);
	expect(first.changes).toEqual([]);
	const sent = new Map([['message 1', reading([{ key: '', status: 'sent' }])]]);
	expect(compare(first.state, sent, options, true, 2).changes).toMatchObject([
		{ previousStatus: 'pending', message: { status: 'sent' } },
	]);
});

test('where a poll has no time for all, each is asked for in its turn', async () => {
	const targets = Array.from({ length: 23 }, (_, index) => group(`g${index}`));
	const world = new World(targets.map(({ id }) => `${id}/a`));
	for (const { id } of targets) world.statuses.set(`${id}/a`, 'pending');
	world.time = 5;
	const asked: string[] = [];
	let part: string | undefined;
	for (let poll = 0; poll < 5; poll += 1) {
		const { kept } = await world.poll(OPTIONS, targets, part, poll);
		part = kept;
		asked.push(...world.requests);
	}
	expect(new Set(asked).size).toBe(23);
	expect(asked).toHaveLength(25);
});

test('ids keep their form where they are kept, whatever they are written with', () => {
	const ids = ['a b', 'x;y', 'شناسه', '%41', 'a/b', ''.padEnd(80, 'z'), '-', '=', '0'];
	const { state } = takeOn(EMPTY, ids.map(message), 7);
	expect([...stored(state).watched.values()].map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test('ids that are not listed any more are let go, also those that have ended', async () => {
	const world = new World(['1', '2']);
	world.statuses.set('1', 'delivered').set('2', 'pending');
	const both = [message('1'), message('2')];
	const first = await world.poll(OPTIONS, both, undefined, 1);
	expect(first.emitted).toHaveLength(2);
	const without = await world.poll(OPTIONS, [message('2')], first.kept, 2);
	expect(without.emitted).toEqual([]);
	const { ended } = watchPart.parse(JSON.parse(without.kept));
	expect(ended).toBe('');
});
