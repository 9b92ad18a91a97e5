import fc from 'fast-check';

import type { Balance } from '../../../../nodes/TurkeySms/api/accountCalls';
import { creditLow } from '../../../../nodes/RayganSms/triggers/creditLow';
import { creditLow as balanceLow } from '../../../../nodes/TurkeySms/triggers/creditLow';
import type { Answer } from '../../../../nodes/shared/faults/faults';
import type { Engine } from './host';
import { Host } from './host';

let workflows = 0;

function creditTrigger(engine: Engine = 'default') {
	workflows += 1;
	const account = { credit: 5_000 };
	const host = new Host({
		engine,
		events: [creditLow],
		client: {
			account: 'account',
			getCredit: async (): Promise<Answer<{ credit: number }>> => ({
				ok: true,
				value: { credit: account.credit },
				raw: undefined,
			}),
		},
		workflow: `credit ${workflows}`,
		parameters: { event: 'creditLow', threshold: 1_000, options: {} },
	});
	return {
		host,
		/** Polls with this credit. @returns whether there was an alarm */
		async pollWith(credit: number): Promise<boolean> {
			account.credit = credit;
			const before = host.emitted.length;
			await host.tick();
			return host.emitted.length > before;
		},
		set: (credit: number) => {
			account.credit = credit;
		},
	};
}

test('an alarm bears the credit, its currency and the threshold', async () => {
	const { host, pollWith } = creditTrigger();
	await host.activate();
	await pollWith(999);
	expect(host.emitted).toEqual([
		[{ event: 'creditLow', credit: 999, currency: 'IRR', threshold: 1_000 }],
	]);
});

test('the alarm comes once on falling below, and again only after a rise', async () => {
	const { host, pollWith } = creditTrigger();
	await host.activate();
	const credits = [1_000, 999, 998, 10, 0, 1_000, 5_000, 1_001, 500, 499];
	const alarms: number[] = [];
	for (const credit of credits) if (await pollWith(credit)) alarms.push(credit);
	expect(alarms).toEqual([999, 500]);
});

test('a credit that is low from the beginning is an alarm at once', async () => {
	const { host, set, pollWith } = creditTrigger();
	set(3);
	await host.activate();
	expect(host.emitted).toHaveLength(1);
	expect(await pollWith(3)).toBe(false);
});

test.each(['default', 'scheduler', 'durable'] as const)(
	'on the engine %s, each time that the credit falls below is one alarm, wherever n8n restarts',
	async (engine) => {
		const credit = fc.integer({ min: 1, max: 2_000 });
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(credit, fc.boolean())), async (steps) => {
				const { host, pollWith } = creditTrigger(engine);
				await host.activate();
				let alarmAt: number | undefined;
				let savedAlarm: number | undefined;
				for (const [value, restarts] of steps) {
					if (restarts) await host.restart();
					// Only where n8n neither saves a rise nor polls at the restart, it is not known any more.
					if (restarts && engine === 'scheduler') alarmAt = savedAlarm;
					const isAlarm = await pollWith(value);
					const isDue = value < 1_000 && (alarmAt === undefined || value > alarmAt);
					expect(isAlarm).toBe(isDue);
					if (value >= 1_000) alarmAt = undefined;
					else if (isDue) savedAlarm = alarmAt = value;
				}
			}),
			{ numRuns: 50 },
		);
	},
);

test('a manual run shows the credit as it is', async () => {
	const { host, set } = creditTrigger();
	set(7_777);
	expect(await host.runManually()).toEqual([
		{ event: 'creditLow', credit: 7_777, currency: 'IRR', threshold: 1_000 },
	]);
	expect(host.stored).toEqual({});
});

describe('the two balances of TurkeySMS', () => {
	const balances: { localBalance: number; internationalBalance?: number } = {
		localBalance: 50,
		internationalBalance: 500,
	};

	function balanceTrigger(balance: string, threshold: unknown) {
		workflows += 1;
		return new Host({
			engine: 'default',
			events: [balanceLow],
			client: {
				account: 'account',
				getBalance: async (): Promise<Answer<Balance>> => ({
					ok: true,
					value: { internationalBalance: undefined, ...balances },
					raw: undefined,
				}),
			},
			workflow: `balance ${workflows}`,
			parameters: { event: 'creditLow', balance, threshold: String(threshold), options: {} },
		});
	}

	test.each([
		['local', 100, 1],
		['international', 100, 0],
		['international', 501, 1],
	])('%s, below %i: %i alarm', async (balance, threshold, alarms) => {
		const host = balanceTrigger(balance, threshold);
		await host.activate();
		expect(host.emitted).toHaveLength(alarms);
		if (alarms > 0) {
			expect(host.emitted[0]).toEqual([{ event: 'creditLow', balance, threshold, ...balances }]);
		}
	});

	test.each(['', 'many', 0, -5])(
		'the threshold %j is refused with a sentence',
		async (threshold) => {
			await expect(balanceTrigger('local', threshold).activate()).rejects.toMatchObject({
				description: expect.stringMatching(/^Enter the threshold as a number above 0/),
				failure: { cause: 'configuration-invalid' },
			});
		},
	);

	test('a balance that the account does not have is refused with a sentence', async () => {
		delete balances.internationalBalance;
		await expect(balanceTrigger('international', 5).activate()).rejects.toMatchObject({
			message: expect.stringMatching(/does not show an international balance/),
		});
	});
});
