import fc from 'fast-check';

import { askTogether } from '../../../../nodes/shared/operations/askTogether';
import type { Answer, Fault } from '../../../../nodes/shared/faults/faults';

const FAULT: Fault = {
	code: '5001',
	meaning: 'It could not answer',
	whatToDo: 'Try again later',
	httpCode: 502,
};

const values = fc.array(fc.nat({ max: 30 }).map(String), { maxLength: 8 });
const items = fc.array(values, { maxLength: 20 });
const isKnown = (value: string) => Number(value) % 3 !== 0;

/** Knows a value unless it can be divided by 3; a request that holds one of `bad` fails. */
function provider(bad: ReadonlySet<string>, fault: Fault) {
	const requests: Array<readonly string[]> = [];
	const ask = async (asked: readonly string[]): Promise<Answer<ReadonlyMap<string, string>>> => {
		requests.push(asked);
		if (asked.some((value) => bad.has(value))) return { ok: false, fault };
		const found = asked.filter(isKnown).map((value) => [value, `found ${value}`] as const);
		return { ok: true, value: new Map(found), raw: undefined };
	};
	return { requests, ask };
}

test('each item gets what was found for its own values, and only requests that failed fail items', async () => {
	const few = fc.integer({ min: 1, max: 7 });
	const scenario = fc.record({ items, itemsPerRequest: few, perRequest: few, bad: values });
	await fc.assert(
		fc.asyncProperty(scenario, async ({ items: valuesOfItems, bad, ...limits }) => {
			const { requests, ask } = provider(new Set(bad), FAULT);
			const results = await askTogether({
				valuesOfItems,
				itemsPerRequest: [limits.itemsPerRequest, 9],
				perRequest: limits.perRequest,
				ask,
			});

			const asked = requests.flat();
			expect(new Set(asked).size).toBe(asked.length);
			expect(new Set(asked)).toEqual(new Set(valuesOfItems.flat()));
			for (const request of requests) {
				expect(request.length).toBeLessThanOrEqual(limits.perRequest);
				const asking = valuesOfItems.filter((own) => own.length > 0);
				const first = asking.findIndex((own) => own.includes(request[0] ?? ''));
				const group = Math.floor(first / limits.itemsPerRequest) * limits.itemsPerRequest;
				const sharing = asking.slice(group, group + limits.itemsPerRequest).flat();
				expect(sharing).toEqual(expect.arrayContaining([...request]));
			}
			const failed = new Set(
				requests.filter((request) => request.some((one) => bad.includes(one))).flat(),
			);
			for (const [index, own] of valuesOfItems.entries()) {
				expect(results[index]).toEqual(
					own.some((value) => failed.has(value))
						? { ok: false, fault: FAULT }
						: {
								ok: true,
								value: own.map((value) => (isKnown(value) ? `found ${value}` : undefined)),
							},
				);
			}
		}),
	);
});

test('after a fault that concerns the account nothing more is asked, and all that is left has it', async () => {
	const fault: Fault = { ...FAULT, httpCode: 401, concernsAccount: true };
	const { requests, ask } = provider(new Set(['2']), fault);
	const valuesOfItems = [['1'], ['2'], ['4'], ['5'], []];
	const results = await askTogether({ valuesOfItems, itemsPerRequest: [9], perRequest: 1, ask });
	expect(requests).toEqual([['1'], ['2']]);
	expect(results.map(({ ok }) => ok)).toEqual([true, false, false, false, true]);
});
