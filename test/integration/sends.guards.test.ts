import type { IDataObject } from 'n8n-workflow';

import { jsonOf, SENDS, sendsWhere, useSends } from './sends';

const { run, requestsOf, ledgerOf, itemsFor } = useSends();

const NAMES = {
	maxRecipients: 'Max Recipients',
	onlyOncePerKey: 'Only Once per Key',
	redirectAllTo: 'Redirect All To',
	sendAt: 'Send At',
	scheduleAt: 'Schedule At',
} as const;

type Guard = keyof typeof NAMES;

function guardsOf(name: keyof typeof SENDS): Guard[] {
	const { resource, provider, operation } = SENDS[name];
	const common: Guard[] = ['maxRecipients', 'onlyOncePerKey', 'redirectAllTo'];
	if (resource !== 'message') return common;
	if (provider === 'turkey') return [...common, 'scheduleAt'];
	return operation === 'send' ? [...common, 'sendAt'] : common;
}

/** What a guard is in an item where all is well. */
function goodFor(name: keyof typeof SENDS, guard: Guard): string | number {
	if (guard === 'maxRecipients') return 100;
	if (guard === 'onlyOncePerKey') return 'order 1';
	if (guard === 'redirectAllTo') {
		return SENDS[name].provider === 'raygan' ? '09112179999' : '905000099990';
	}
	return '2090-01-31 14:30';
}

const CONTINUE = { onError: 'continueRegularOutput' } as const;

const BLANK = [
	'={{ undefined }}',
	'={{ null }}',
	'={{ "" }}',
	'={{ " \u200b\u3164" }}',
	'={{ $json.missing }}',
	'={{ $json["missing"] }}',
	'={{ $json.blank }}',
	'={{ $json.missing?.deep }}',
	'',
];

describe.each(sendsWhere(() => true))('%s', (name) => {
	test('a guard that is set but has no value keeps its item from being sent', async () => {
		for (const guard of guardsOf(name)) {
			for (const blank of BLANK) {
				const items = itemsFor(name, 2).map((item) => ({ ...item, blank: '\u2800 ' }));
				const { outputs } = await run(name, items, { [guard]: blank }, CONTINUE);
				for (const { error } of jsonOf(outputs[0])) {
					expect(String(error)).toMatch(new RegExp(`^${NAMES[guard]} is set, but `));
				}
				expect(outputs[0]).toHaveLength(2);
			}
		}
		expect(requestsOf(name)).toEqual([]);
	});

	test.each([undefined, null, '', ' \u200b'])(
		'also where the first item has one and the others have %j',
		async (value) => {
			for (const guard of guardsOf(name)) {
				const before = requestsOf(name).length;
				const items = itemsFor(name, 3).map((item, index): IDataObject => {
					return { ...item, guard: index === 0 ? goodFor(name, guard) : value };
				});
				const options = { [guard]: '={{ $json.guard }}' };
				const stopped = await run(name, items, options);
				expect(stopped.fault?.message).toMatch(new RegExp(`^${NAMES[guard]} is set, but `));
				expect(requestsOf(name)).toHaveLength(before);

				const { outputs } = await run(name, items, options, CONTINUE);
				const [, ...others] = jsonOf(outputs[0]);
				for (const { error } of others) {
					expect(String(error)).toMatch(new RegExp(`^${NAMES[guard]} is set, but `));
				}
				expect(others).toHaveLength(2);
			}
			const tails = othersOf(name);
			const texted = ledgerOf(name).map(({ recipient }) => recipient.slice(-9));
			expect(texted.filter((recipient) => tails.includes(recipient))).toEqual([]);
		},
	);
});

/** The customers of the second and third item. */
function othersOf(name: keyof typeof SENDS): string[] {
	return itemsFor(name, 3)
		.slice(1)
		.map(({ to }) => to.slice(-9));
}
