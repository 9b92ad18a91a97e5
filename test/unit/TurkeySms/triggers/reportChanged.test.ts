import type { IDataObject } from 'n8n-workflow';

import { changeState } from '../../../../nodes/shared/polling/state';
import { reportChanged } from '../../../../nodes/TurkeySms/triggers/reportChanged';

const MINUTE = 60_000;

/** A trigger whose list of reports changes, with its state in n8n's keeping. */
function trigger(others: Record<string, string> = {}) {
	let state = changeState(
		{ version: 1, node: 'id', revision: 0, parts: {} },
		new Map(Object.entries(others).map(([name, text]) => [name, { text }])),
	);
	let now = 0;
	const asked: string[] = [];
	return {
		asked,
		kept: () => Object.keys(state.parts).filter((name) => !(name in others)),
		/** @param time how many reports there is time to ask for */
		async poll(reportIds: string[], delivered: number, time = Number.POSITIVE_INFINITY) {
			const opened = reportChanged.open(({ name }) => (name === 'reportIds' ? reportIds : {}), {
				provider: 'P',
				zone: 'UTC',
			});
			if (!opened.ok) throw new Error(opened.fault.meaning);
			asked.length = 0;
			now += MINUTE;
			const client: unknown = {
				account: 'a',
				getReport: async (id: string) => {
					asked.push(id);
					return await Promise.resolve({ ok: true, value: { reportId: id, total: 5, delivered } });
				},
			};
			const polled: { rows: Array<{ json: IDataObject }>; kept: Map<string, IDataObject> } =
				await Reflect.apply(opened.value.poll, opened.value, [
					{
						client,
						provider: 'P',
						zone: 'UTC',
						now,
						timeLeft: () => time - asked.length,
						note: () => undefined,
						kept: (id: string) => {
							const text = state.parts[id];
							return text === undefined ? undefined : JSON.parse(text);
						},
						subjects: () => Object.keys(state.parts).filter((name) => !(name in others)),
						isActivation: false,
						longestPause: 60,
					},
				]);
			state = changeState(state, polled.kept);
			return polled.rows.map(({ json }) => json.reportId);
		},
	};
}

test('nothing is kept of a report that is no longer listed, and all of those that are', async () => {
	const { poll, kept } = trigger();
	expect(await poll(['1', '2', '3'], 1)).toEqual(['1', '2', '3']);
	expect(await poll(['2', '3'], 1)).toEqual([]);
	expect(kept().sort()).toEqual(['2', '3']);
	expect(await poll(['3'], 1, 0)).toEqual([]);
	expect(kept()).toEqual(['3']);
});

test('a report that ended, or that a poll has no time for, is neither lost nor emitted again', async () => {
	const full = { other: 'x'.repeat(63_000) };
	const { poll, kept, asked } = trigger(full);
	const ids = Array.from({ length: 20 }, (_, index) => String(index));
	expect(await poll(ids, 5)).toHaveLength(20);
	for (let polls = 0; polls < 5; polls += 1)
		expect(await poll([...ids, `90${polls}`], 5)).toHaveLength(1);
	expect(kept()).toHaveLength(21);
	expect(await poll(ids, 5)).toEqual([]);
	expect(asked).toEqual([]);
});

test('with too little time for all, each gets its turn', async () => {
	const { poll, asked } = trigger();
	const ids = Array.from({ length: 60 }, (_, index) => String(index));
	const seen = new Set<string>();
	for (let polls = 0; polls < 12; polls += 1) {
		await poll(ids, 1, 10);
		for (const id of asked) seen.add(id);
	}
	expect(seen.size).toBe(60);
});
