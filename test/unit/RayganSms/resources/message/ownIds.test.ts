import type * as OwnIds from '../../../../../nodes/RayganSms/resources/message/ownIds';

const MAX_INT32 = 2 ** 31 - 1;

/** The makers of ids as a process finds them that has just started. */
function startProcess() {
	jest.resetModules();
	return jest.requireActual<typeof OwnIds>(
		'../../../../../nodes/RayganSms/resources/message/ownIds',
	);
}

const many = (count: number, make: () => string) => Array.from({ length: count }, make);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('ids of messages are whole numbers within int32, and none comes twice', () => {
	const { newMessageId } = startProcess();
	const ids = many(200_000, newMessageId);
	expect(ids.filter((id) => !/^[1-9]\d*$/.test(id) || Number(id) > MAX_INT32)).toEqual([]);
	expect(new Set(ids).size).toBe(ids.length);
});

test('for two months no id comes back, whenever and however often n8n was restarted', () => {
	const seen = new Set<string>();
	for (let day = 0; day < 60; day += 1) {
		jest.setSystemTime(Date.UTC(2026, 0, 1 + day, 23, 59, 59));
		const { newMessageId } = startProcess();
		for (const id of many(1000, newMessageId)) seen.add(id);
	}
	expect(seen.size).toBe(60_000);
});

test('a process that runs into the next day goes on without a repetition', () => {
	jest.setSystemTime(Date.UTC(2026, 0, 1, 23, 59, 59, 900));
	const { newMessageId } = startProcess();
	const before = many(1000, newMessageId);
	jest.advanceTimersByTime(1000);
	const ids = [...before, ...many(1000, newMessageId)];
	expect(new Set(ids).size).toBe(2000);
});

test('ids of requests are digits, from the time, within int64', () => {
	jest.setSystemTime(Date.UTC(2026, 0, 1));
	const { newUserGroupId } = startProcess();
	const id = newUserGroupId();
	expect(id).toMatch(/^1767225600000\d{5}$/);
	expect(BigInt(id)).toBeLessThan(2n ** 63n);
	jest.advanceTimersByTime(1);
	expect(newUserGroupId()).toMatch(/^1767225600001\d{5}$/);
});
